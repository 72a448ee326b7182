# The frame of the module in one of its own names.
import sys


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


frame = sys._getframe()
functions = [lambda: frame]
last = Told("last")
