# Survivors of a collection are older than __main__'s later names, and are met after them.
import gc


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


first = Told("first")
gc.collect(0)
second = Told("second")
gc.collect(0)
third = [Told("in a list")]
