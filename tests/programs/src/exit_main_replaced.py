# sys.modules["__main__"] is another one when the program ends.
import sys
import types


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


here = Told("of the module that runs")
other = types.ModuleType("other")
other.told = Told("of the one that took its place")
sys.modules["__main__"] = other
del other
print("end")
