# When modules go nothing can be read any more, so that a traceback has no source lines.
class Fails:
    def __del__(self):
        undefined


by_collection = Fails()
Fails()
