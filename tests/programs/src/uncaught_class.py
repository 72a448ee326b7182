class AppError(Exception):
    pass
class T:
    def go(self):
        raise AppError("custom", 3)
T().go()
