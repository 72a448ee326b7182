# Modules made by the program that hold each other, one of them in sys.modules under two names, one replaced.
import sys
import types


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


one, two = types.ModuleType("one"), types.ModuleType("two")
one.other, two.other = two, one
one.told, two.told = Told("of one"), Told("of two")
sys.modules["one"] = sys.modules["uno"] = one
sys.modules["two"] = two
lone = types.ModuleType("lone")
lone.told, lone.me = Told("of lone"), lone
sys.modules["own"] = own = Told("no module at all")
sys.modules["nothing"] = None
replaced = sys.modules["__main__"]
own_name = Told("of __main__")
