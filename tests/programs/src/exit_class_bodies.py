# Classes at the end: a metaclass with __del__, class attributes, a class in a ring with its instance, subclasses.
class Meta(type):
    def __del__(cls):
        print("del class", cls.__name__)


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class A(metaclass=Meta):
    attribute = Told("attribute of A")

    def method(self):
        return A


class B(A):
    attribute = Told("attribute of B")


a = B()
a.told = Told("of an instance")
A.instance = a
print("end")
