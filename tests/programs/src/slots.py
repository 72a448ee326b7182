import sys
class A:
    __slots__ = ("b", "a")
x = A()
x.a = 1
try:
    print(x.b)
except AttributeError as e:
    print(e)
try:
    x.c = 1
except AttributeError as e:
    print(e)
try:
    x.__dict__
except AttributeError as e:
    print(e)
del x.a
try:
    x.a
except AttributeError as e:
    print("gone", e)
class B(A):
    pass
y = B()
y.zz = 5
y.a = 2
print(y.__dict__, y.a)
class C(A):
    __slots__ = ("c", "__dict__")
z = C()
z.c = 1
z.d = 2
print(z.__dict__, z.c)
print(A.a, A.__slots__)
