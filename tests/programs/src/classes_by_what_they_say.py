"""isinstance and issubclass ask __class__, __bases__, __instancecheck__ and __subclasscheck__; super without an object binds."""
def show(f, *args):
    try:
        print(f(*args))
    except (TypeError, AttributeError, ValueError) as e:
        print(type(e).__name__, e)
class Says:
    __class__ = str
class Computes:
    @property
    def __class__(self): return int
class Refuses:
    @property
    def __class__(self): raise AttributeError("no")
class Fails:
    @property
    def __class__(self): raise ValueError("fails")
class Odd:
    __class__ = 5
for o in (Says(), Computes(), Refuses(), Fails(), Odd()):
    for kind in (str, int, type(o), (float, str), (), ((int, (str,)),)):
        show(isinstance, o, kind)
class Answers:
    def __init__(self, answer): self.answer = answer
    def __instancecheck__(self, o): return self.answer
    def __subclasscheck__(self, o): return self.answer
for answer in (True, False, [], [1], None):
    show(isinstance, 3, Answers(answer))
    show(issubclass, int, Answers(answer))
    show(isinstance, 3, (str, Answers(answer)))
class Bases:
    def __init__(self, *bases): self.__bases__ = bases
top = Bases()
left, right = Bases(top), Bases(top)
bottom = Bases(left, right)
print(issubclass(bottom, top), issubclass(top, bottom), issubclass(left, right), issubclass(bottom, right))
show(issubclass, int, top)
show(issubclass, bottom, int)
show(isinstance, 3, top)
o = Says()
o.__class__ = Bases
show(isinstance, 3, 5)
show(issubclass, 3, int)
show(issubclass, int, 3)
show(issubclass, int, (str, 3))
class A:
    def f(self): return "A"
class B(A):
    def f(self): return "B" + self.s.f()
B.s = super(B)
print(B().f(), B.s.__self__, B().s.__self_class__.__name__)
class Strict(super): pass
B.s = Strict(B)
print(type(B().s).__name__, B().f())
show(lambda: super(B).__get__(3))
print(super(B, B()).__get__(5).__thisclass__.__name__)
class L(list): pass
class T(tuple): pass
class S(set): pass
class F(frozenset): pass
class N(float): pass
class Own(list):
    def __new__(cls, *a, **k): return list.__new__(cls)
    def __init__(self, *a, **k): list.__init__(self, *a)
class Init(tuple):
    def __init__(self, *a, **k): pass
for c in (L, T, S, F, N, Own, Init):
    show(lambda: len(c(sequence=())) if c is not N else c(sequence=()))
