# An exception in a global holds a traceback, which holds the frame of the module and with it all names.
class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


try:
    raise KeyError("kept")
except KeyError as e:
    saved = e
last = Told("last")
