# In what order the names of one module go: with one underscore, with none, with two; deleted and set again; a name that a finalizer adds.
import os


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self, write=os.write):
        write(1, b"del " + self.name + b"\n")
        if self.name == b"b":
            globals()["late"] = Told(b"late")


b = Told(b"b")
_a = Told(b"_a")
__c = Told(b"__c")
__d__ = Told(b"__d__")
a = Told(b"a")
_ = Told(b"_")
del b
b = Told(b"b again")
