def f(a, b, c=1, *, d, e=2):
    pass
def g():
    pass
def h(a, /, b):
    pass
def k(**kw):
    pass
class C:
    def m(self, x):
        pass
    def __init__(self):
        pass
def t(fn):
    try:
        fn()
    except TypeError as e:
        print(e)
t(lambda: f())
t(lambda: f(1))
t(lambda: f(1, 2))
t(lambda: f(1, 2, 3, 4, d=1))
t(lambda: f(1, 2, d=1, z=3))
t(lambda: f(1, 2, a=1, d=2))
t(lambda: g(1))
t(lambda: g(1, 2, 3))
t(lambda: g(x=1))
t(lambda: h(a=1, b=2))
t(lambda: h())
t(lambda: C().m())
t(lambda: C().m(1, 2))
t(lambda: C(1))
t(lambda: C.m())
t(lambda: k(1))
t(lambda: k(*5))
t(lambda: k(**5))
t(lambda: k(a=1, **{"a": 2}))
t(lambda: k(**{1: 2}))
t(lambda: "a" + 1)
t(lambda: 1 + "a")
t(lambda: [1] + (2,))
t(lambda: 1 < "a")
t(lambda: -"a")
t(lambda: len(5))
t(lambda: iter(5))
t(lambda: {}[[]])
t(lambda: {[]: 1})
t(lambda: {1, []})
t(lambda: isinstance(1, 2))
t(lambda: int([]))
t(lambda: float([]))
t(lambda: sum(["a"]))
t(lambda: sorted([1, "a"]))
t(lambda: max(1, "a"))
t(lambda: print(1, bad=2))
t(lambda: print(1, sep=2))
t(lambda: "%d" % "x")
t(lambda: "%s %s" % (1,))
t(lambda: "%s" % (1, 2))
t(lambda: "".join([1]))
t(lambda: [].append())
t(lambda: [].append(1, 2))
t(lambda: {}.get())
t(lambda: object(1))
t(lambda: 1 in 5)
t(lambda: chr("a"))
t(lambda: ord("ab"))
t(lambda: abs("a"))
t(lambda: next([]))
t(lambda: hash([]))
t(lambda: getattr(1, 2))
t(lambda: range(1.5))
t(lambda: range(1, 2, 3, 4))
t(lambda: "a" * "b")
t(lambda: divmod(1, "a"))
five = 5
t(lambda: five())
t(lambda: five[0])
s = "abc"
t(lambda: s["a"])
l = [1]
t(lambda: l["a"])
t(lambda: l[1.5])
