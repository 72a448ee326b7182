import gc
PI = 3.25
TRUTH = (1, 2.5, "a", (None, True, b"x"))
class A:
    """doc"""
    limit = 10.5
    def __init__(self, x, y=2.5):
        self.x = x
        self.y = y
    def far(self, other):
        def inner(z):
            return z + self.x
        return inner(other) in {1, 2, 3}
    @property
    def name(self):
        global PI
        PI += 1.5
        return "%s %s" % (self.x, self.y)
class B(A):
    def __init__(self):
        super().__init__(1)
def f(*a, **k):
    try:
        for x in a:
            if x > 2.5 and k:
                yield x
    except ValueError as e:
        raise KeyError(e) from None
print(*gc.get_count())
