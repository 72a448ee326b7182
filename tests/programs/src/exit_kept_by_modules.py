# What modules that outlive __main__ keep for it.
import builtins
import gc
import sys


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, Told is None)


gc.kept = Told("of gc")
builtins._ = Told("of the prompt")
sys.argv = [Told("of the arguments")]
sys.last_value = Told("of the last exception")
first = Told("first")
second = Told("second")
