# Finalizers that raise at the end are told of in the words of each moment; the others go on.
import sys


class Raises:
    def __init__(self, name, error):
        self.name, self.error = name, error

    def __del__(self):
        print("del", self.name)
        raise self.error

    def __repr__(self):
        return "<Raises %s>" % self.name


def function():
    return function


a = Raises("a", ValueError("a"))
b = Raises("b", KeyError("b"))
c = Raises("c", SystemExit(7))
d = Raises("d", KeyboardInterrupt())
ring = Raises("ring", RuntimeError())
ring.me = ring
nested = Raises("nested", ValueError(Raises("inner", TypeError("inner"))))
