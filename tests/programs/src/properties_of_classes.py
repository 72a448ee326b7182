class T:
    def __init__(self, c):
        self._c = c

    @property
    def f(self):
        """In other degrees."""
        return self._c * 9 / 5 + 32

    @f.setter
    def f(self, v):
        self._c = (v - 32) * 5 / 9

    @f.deleter
    def f(self):
        self._c = None

    only = property(lambda self: "read")


class S(T):
    @T.f.getter
    def f(self):
        return "sub %r" % self._c


t = T(100)
print(t.f, T.f.__doc__, isinstance(T.f, property))
t.f = 32
print(t._c)
del t.f
print(t._c, S(1).f)
s = S(0)
s.f = 212
print(s.f)
for what in ("t.only = 1", "del t.only"):
    try:
        exec(what)
    except AttributeError:
        print("refused", what)
