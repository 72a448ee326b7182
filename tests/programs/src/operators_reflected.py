class V:
    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return "V(%r)" % self.v

    def __add__(self, o):
        return NotImplemented if isinstance(o, str) else V(("add", self.v, getattr(o, "v", o)))

    def __radd__(self, o):
        return V(("radd", o, self.v))

    def __iadd__(self, o):
        self.v = ("iadd", self.v, o)
        return self

    def __matmul__(self, o):
        return "matmul"

    def __neg__(self):
        return V(-1)

    def __divmod__(self, o):
        return "divmod", o

    def __rpow__(self, o):
        return "rpow", o

    def __lshift__(self, o):
        return "shift"

    def __bool__(self):
        return False

    def __index__(self):
        return 2


class W(V):
    def __radd__(self, o):
        return "W first"


a = V(1)
print(a + 2, 2 + a, a + W(3), a @ 1, -a, divmod(a, 3), 2 ** a, a << 1, not a, "abc"[V(0)], [1, 2, 3][:V(0)])
a += 9
print(a)
for f in (lambda: V(1) + "s", lambda: V(1) - 1, lambda: 1 < V(1), lambda: V(1) @ V(2), lambda: ~V(1), lambda: V(1)[0]):
    try:
        print(f())
    except TypeError as e:
        print(e)
