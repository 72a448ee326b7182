"""A special method in a subclass of a built-in type changes its own operation and no other."""
def show(what, f, *args):
    try:
        print(what, f(*args))
    except (TypeError, ValueError, AttributeError) as e:
        print(what, type(e).__name__, e)
class Reflected:
    def __radd__(self, o): return "radd"
    def __rmul__(self, o): return "rmul"
    def __rsub__(self, o): return "rsub"
    def __ror__(self, o): return "ror"
    def __rpow__(self, o): return "rpow"
    def __rdivmod__(self, o): return "rdivmod"
    def __rmod__(self, o): return "rmod"
class Forward:
    def __add__(self, o): return NotImplemented
    def __mul__(self, o): return NotImplemented
    def __iadd__(self, o): return NotImplemented
operations = {"add": lambda a, b: a + b, "mul": lambda a, b: a * b, "sub": lambda a, b: a - b, "or": lambda a, b: a | b,
              "pow": lambda a, b: a ** b, "divmod": divmod, "mod": lambda a, b: a % b}
def iadd(a, b):
    a += b
    return a
def imul(a, b):
    a *= b
    return a
operations["iadd"], operations["imul"] = iadd, imul
for base, value in ((int, 3), (float, 2.5), (str, "ab"), (tuple, (1,)), (list, [1]), (set, {1}), (frozenset, {1}), (bytes, b"a"), (dict, {})):
    for mixin in (Reflected, Forward):
        T = type("T", (mixin, base), {})
        for name in sorted(operations):
            if (base, name) == (bytes, "mod"): continue  # bytes have no % here
            show((base.__name__, mixin.__name__, name), lambda: operations[name](T(value), T(value)))
            show("left", lambda: operations[name](base(value), T(value)))
            show("right", lambda: operations[name](T(value), base(value)))
class None_:
    __add__ = None
    __radd__ = None
show("none", lambda: None_() + 1)
show("none", lambda: 1 + None_())
class D:
    def __divmod__(self, o): return "divmod"
    def __rdivmod__(self, o): return "rdivmod"
print(divmod(D(), 1), divmod(1, D()), divmod(7.5, 2), divmod(-7, 2), divmod(True, 2))
show("divmod", lambda: divmod("a", 1))
show("divmod", lambda: divmod(1, "a"))
class P:
    def __pow__(self, o, m=None): return "pow", o, m
class I(int):
    def __pow__(self, o, m=None): return "I"
class R(int):
    def __rpow__(self, o): return "R"
print(pow(P(), 2), pow(P(), 2, 5), pow(True, 2, 5), pow(2, True, 5), pow(I(2), 3, 5), pow(2, R(3), 5), pow(2, R(3)))
def kind_name(o): return type(o).__name__
for three in ((2, 3, 2.5), (2.5, 3, 2), (2, 2.5, 3), ("a", 1, 2), (2, 3, "a"), (R(2), 3, 5), (2, 3, 0), (D(), 1, 2)):
    show(["pow"] + list(map(kind_name, three)), pow, *three)
class Text(str):
    def __len__(self): return 0
    def __float__(self): return 1.5
    def __int__(self): return 4
class Number(float):
    def __round__(self, n=None): return "round", n
    def __float__(self): return 2.5
    def __bool__(self): return False
class Whole(int):
    def __len__(self): return 0
    def __float__(self): return 0.25
    def __int__(self): return 77
    def __index__(self): return 5
print(len(Text("abc")), bool(Text("abc")), not Text("abc"), float(Text("3")), int(Text("3")))
print(round(Number(1)), round(Number(1), 1), float(Number(1)), bool(Number(1)), int(Number(7.5)))
print(bool(Whole(1)), float(Whole(1)), int(Whole(1)), [0, 1, 2][Whole(1)], "%d %x" % (Whole(1), Whole(1)), hex(Whole(3)))
class Bad:
    def __int__(self): return "x"
    def __index__(self): return 1.5
    def __float__(self): return 1
    def __round__(self): return "rounded"
    def __bytes__(self): return "no bytes"
for text in ("%d", "%x", "%c", "%f", "%5.1f"):
    for o in (Text("3"), Bad(), Whole(3), Number(1)):
        show((text, type(o).__name__), lambda: text % o)
for f in (int, float, round, bytes, hex):
    show(f.__name__, f, Bad())
c = D()
c.__bytes__ = lambda: b"x"
c.__round__ = lambda: 1
show("bytes", bytes, c)
show("round", round, c)
for name in ("__add__", "__radd__", "__rsub__", "__divmod__", "__rdivmod__", "__pow__", "__rpow__", "__rlshift__", "__ror__", "__mod__"):
    show(name, lambda: getattr(5, name)(3))
show("pow", lambda: (2).__pow__(3, 5))
show("pow", lambda: (2).__rpow__(3, 5))
show("pow", lambda: (2.0).__pow__(3, 5))
show("add", lambda: (5).__add__("a"))
