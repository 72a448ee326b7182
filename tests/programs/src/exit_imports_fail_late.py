"""What an import says depends on what the end of the interpreter has taken already: sys.path, sys.meta_path, importlib itself."""
import builtins
import gc
import math
import os
import sys


class Imports:
    def __init__(self, place):
        self.place = place

    def __del__(self, write=os.write):
        try:
            import nope
        except BaseException as error:
            write(1, ("%s: %s\n" % (self.place, error)).encode())


Imports.kept = Imports  # the class lives as long as one of its instances
sys.path.append(Imports("sys.path"))
builtins.kept = Imports("builtins")
math.kept = Imports("math")
gc.kept = Imports("gc")
sys.kept = Imports("sys")
main = Imports("__main__")
