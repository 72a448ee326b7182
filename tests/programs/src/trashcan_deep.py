# In which order a deep structure dies: what is nested too deep is put off and freed later. Each kind of container and
# subclass counts its nesting in a way of its own, and 3.13 puts off much later than the others.
class N:
    def __init__(self, i, next):
        self.i = i
        self.next = next

    def __del__(self):
        out.append(self.i)


class S(list):
    pass


class D(dict):
    pass


class E(Exception):
    pass


class W:
    __slots__ = ('a', '__weakref__')


def runs(order):
    """Neighbours that count up or down are one run: first, last, direction."""
    parts = []
    for k in order:
        last = parts[-1] if parts else None
        if last and last[2] and k - last[1] == last[2]:
            last[1] = k
        elif last and last[0] == last[1] and abs(k - last[1]) == 1:
            last[2] = k - last[1]
            last[1] = k
        else:
            parts.append([k, k, 0])
    return parts


def show(what):
    print(what, len(out), runs(out)[:4], runs(out)[-4:])


for depth in (40, 60, 120, 9947, 9948, 10500):
    out = []
    x = None
    for i in range(depth):
        x = [N(i, None), x]
    del x
    show(depth)
out = []
x = None
for i in range(10500):
    x = N(i, x)
del x
show('instances')
for kind in ('tuple', 'dict', 'list subclass', 'dict subclass', 'exception', 'built-in exception', 'slots', 'iterator'):
    out = []
    x = None
    for i in range(10500):
        t = N(i, None)
        if kind == 'tuple':
            x = (t, x)
        elif kind == 'dict':
            x = {1: t, 2: x}
        elif kind == 'list subclass':
            x = S([t, x])
        elif kind == 'dict subclass':
            x = D(a=t, b=x)
        elif kind == 'exception':
            x = E(t, x)
        elif kind == 'built-in exception':
            x = Exception(t, x)
        elif kind == 'slots':
            w = W()
            w.a = (t, x)
            x = w
            del w
        else:
            x = iter([t, x])
    del t
    del x
    show(kind)
