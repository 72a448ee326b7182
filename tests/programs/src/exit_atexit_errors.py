# A function of atexit that fails is told of; the others run.
import atexit


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def fails(text="text"):
    local = Told("local of " + text)
    raise ValueError(text)


def leaves():
    raise SystemExit(4)


def late():
    atexit.register(print, "registered too late")
    print("late")


atexit.register(print, "first", sep="-")
atexit.register(fails)
atexit.register(fails, text="named")
atexit.register(leaves)
atexit.register(late)
atexit.register(print, "gone")
atexit.unregister(print)
atexit.register(print, "last", Told("argument"), sep="\n")
