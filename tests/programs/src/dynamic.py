class A: pass
a = A()
for i in range(40):
    setattr(a, "attr%d" % i, i)
print(len(a.__dict__), a.attr39)
for i in range(35):
    delattr(a, "attr%d" % i)
print(a.__dict__)
a.__dict__["new"] = 1
print(a.new)
a.__dict__ = {"z": 26}
print(a.z, hasattr(a, "new"))
b = A()
b.__class__ = type("B", (), {"hi": lambda self: "hi"})
print(b.hi())
C = type("C", (A,), {"x": 1, "__repr__": lambda self: "C!"})
print(C(), C.x, C.__bases__, C.__name__)
def f(): pass
f.attr = 5
print(f.attr, f.__dict__)
f.__name__ = "renamed"
print(f.__name__)
f.__defaults__ = (1,)
g = A.__init__
print(type(g).__name__)
import sys
sys.custom = 1
print(sys.custom)
globals()["injected"] = "yes"
print(injected)
