# The class of what sys keeps lives in __main__, and its method holds all names.
import os
import sys


class Told:
    def __init__(self, name):
        self.text = ("del " + name + "\n").encode()

    def __del__(self, write=os.write):
        write(1, self.text)


a = Told("a")
b = Told("b")
sys.extra = Told("attribute of sys")
