# An uncaught exception whose objects tell when they die, with a cause and a frame that keeps a local.
import sys


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class Own(Exception):
    def __init__(self, name):
        super().__init__(name)
        self.told = Told("of " + name)


def inner():
    local = Told("local of inner")
    raise Own("first")


def outer():
    local = Told("local of outer")
    try:
        inner()
    except Own as error:
        raise Own("second") from error


module = Told("of the module")
outer()
