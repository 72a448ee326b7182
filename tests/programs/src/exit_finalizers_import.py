# A finalizer that imports: a module that is loaded already, one that is not, one that there is not; at each moment of the end.
import os
import sys


class Imports:
    def __init__(self, name):
        self.name = name

    def __del__(self, write=os.write):
        for module in ("os", "heapq", "no_such_module"):
            try:
                __import__(module)
                said = b"imported"
            except ImportError as error:
                said = type(error).__name__.encode()
            except BaseException as error:
                said = b"other"
            write(1, self.name + b" " + module.encode() + b" " + said + b"\n")


a = Imports(b"by its count")
del a
ring = Imports(b"ring")
ring.me = ring
