# Assigning to __bases__ and __class__: what changes, what is refused, what a failure leaves behind.
import gc, weakref


def attempt(f, *args):
    try: return f(*args)
    except Exception as e: return type(e).__name__ + ": " + str(e)


def set_bases(c, b):
    def f(): c.__bases__ = b; return [k.__name__ for k in c.__mro__]
    return attempt(f)


def set_class(o, c):
    def f(): o.__class__ = c; return type(o).__name__
    return attempt(f)


class A:
    def f(self): return "A"
class B:
    x = "of B"
    def f(self): return "B"
    def __len__(self): return 3
    def __del__(self): print("B del")
class C(A): pass
class D(C): pass
class E(D, A): pass
d, e = D(), E()
print(d.f(), set_bases(C, (B,)), d.f(), len(d), d.x, [k.__name__ for k in E.__mro__], e.f())
print(A.__subclasses__() == [E], B.__subclasses__() == [C], C.__base__.__name__, isinstance(d, A), issubclass(E, B))
print(set_bases(C, (A,)), d.f(), attempt(len, d), attempt(lambda: d.x), B.__subclasses__())
print(set_bases(C, (A, B)), d.f(), len(d), d.x)
print(set_bases(C, (B, A)), [k.__name__ for k in D.__mro__], [k.__name__ for k in E.__mro__])
print(set_bases(A, (B,)))
for b in ((), [], None, 5, (5,), (A, 5), (int,), (list,), (D,), (C,), (object,), (A, A), (A, object), (object, A), (bool,), (Exception,)):
    print(b if type(b) is not tuple else [getattr(k, "__name__", k) for k in b], "->", set_bases(C, b))
def delete(): del C.__bases__
print(attempt(delete), set_bases(int, (A,)), set_bases(object, (A,)))

print("layouts")
class S1: __slots__ = "a", "b"
class S2: __slots__ = "a", "b"
class S3: __slots__ = "b", "a"
class S4: __slots__ = "a",
class S5: __slots__ = ()
class S6(S1): pass
class S7(S1): __slots__ = ()
class S8(S2): __slots__ = ()
class S9: __slots__ = "a", "b", "__dict__"
class S10: __slots__ = "__weakref__",
class S11: __slots__ = "__dict__", "__weakref__"
class S12: __slots__ = "__dict__"
class L(list): pass
class L2(list): pass
class L3(list): __slots__ = ()
class T(dict): pass
class I(int): pass
class I2(int): pass
class V(tuple): pass
class V2(tuple): pass
class X(Exception): pass
class X2(ValueError): pass
class X3(Exception): pass
class P: pass
class Q: pass
classes = S1, S2, S3, S4, S5, S6, S7, S8, S9, S10, S11, S12, L, L2, L3, T, I, I2, V, V2, X, X2, X3, P, Q
for c in classes:
    line = []
    for k in classes:
        o = c()
        r = set_class(o, k)
        line.append(r if len(r) < 5 else {"l": ".", "d": "d"}[r.split()[4][0] if "layout" not in r else "l"])
    print(c.__name__, *line)
for k in (5, None, int, list): print(set_class(P(), k), set_class(5, k), set_class([], k))
def sub(name, *bases): return type(name, bases, {"__slots__": ()})
for base in classes:
    print(base.__name__, *[set_bases(sub("K", base), (k,))[:2] == ["K", k.__name__] for k in classes])

print("failures leave all as it was")
class M: pass
class N: pass
class O(M, N): pass
class R(O): pass
class Z(R, M, N): pass
before = [k.__mro__ for k in (O, R, Z)], O.__bases__, O.__base__
print(set_bases(O, (N, M)))
print(before == ([k.__mro__ for k in (O, R, Z)], O.__bases__, O.__base__), N.__subclasses__() == [O, Z], M.__subclasses__() == [O, Z])

print("life")
w = weakref.ref(M), weakref.ref(A)
print(set_bases(O, (N,)), set_bases(Z, (R,)))
del M, before, k, c, o, classes
gc.collect()
print(w[0](), w[1]() is A)
d = D()
del d
