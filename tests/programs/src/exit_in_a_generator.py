# The program ends inside a generator, inside a with, inside a comprehension.
import sys


class Told:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return self

    def __exit__(self, *args):
        print("exit", self.name)

    def __del__(self):
        print("del", self.name)


def numbers():
    with Told("with"):
        for i in range(3):
            yield i
            if i == 1:
                sys.exit(4)


print([n for n in numbers() if Told("of a condition")])
