# what a frame says of its variables while it runs and afterwards; frame.clear()
import sys


class Node:
    def __del__(self):
        print("gone")


def inner(frame):
    return sorted(frame.f_locals)


def outer(a, b=2):
    c = Node()
    frame = sys._getframe()
    print(inner(frame), frame.f_locals["a"], frame.f_code.co_name, frame.f_builtins is vars(__builtins__))
    del frame
    1 / a


try:
    outer(0)
except ZeroDivisionError as e:
    frame = e.__traceback__.tb_next.tb_frame
print(sorted(frame.f_locals), frame.f_locals["b"], type(frame.f_locals["c"]).__name__, frame.f_back is None)
frame.clear()
if sys.version_info < (3, 12):
    frame.f_locals
print(sorted(frame.f_locals))
try:
    sys._getframe().clear()
except RuntimeError as e:
    print(e)
print(sys._getframe().f_locals is globals(), "Node" in sys._getframe().f_locals)


def maker():
    k = 1

    def g():
        return k

    return g


cell = maker().__closure__[0]


def holds(value):
    return locals(), sys._getframe().f_locals["value"]


print(holds(cell)[0]["value"] is cell, holds(cell)[1] is cell)


class X:
    def meth(self):
        super()


try:
    X.meth(cell)
except TypeError as e:
    print(type(e).__name__)

seen = None


class Meta(type):
    def mro(self):
        self.__dict__["f"]()
        return super().mro()


class A(metaclass=Meta):
    def f():
        global seen
        seen = __class__


print(seen is A)
import types

m = types.ModuleType.__new__(types.ModuleType)
print(m, hasattr(m, "__name__"), m.__dict__ or None)
m.__init__("named", "documented")
print(m, m.__doc__, sorted(m.__dict__))
view = memoryview(bytearray(b"abc"))
for key in ((slice(0, 1), slice(0, 1)), "x", (0, 0), (slice(None),)):
    for action in (lambda: view[key], lambda: view.__setitem__(key, b"a")):
        try:
            print(action())
        except Exception as e:
            print(type(e).__name__, e)
