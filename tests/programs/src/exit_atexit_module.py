# The module itself.
import atexit

print(sorted(n for n in dir(atexit) if n[0] != "_"))
print(atexit.register(len) is len, atexit._ncallbacks())
for wrong in [lambda: atexit.register(), lambda: atexit.register(5), lambda: atexit.register(func=len)]:
    try:
        wrong()
    except TypeError as e:
        print(e)


class Same:
    def __init__(self, n):
        self.n = n

    def __call__(self, *a, **k):
        print("called", self.n, a, sorted(k.items()))

    def __eq__(self, other):
        print("asked", self.n)
        return isinstance(other, Same) and self.n == other.n

    __hash__ = None


atexit.unregister(len)
print(atexit._ncallbacks())
atexit.register(Same(1), 1, 2, k=3)
atexit.register(Same(2), *[5])
atexit.register(Same(3))
atexit.unregister(Same(2))
print(atexit._ncallbacks())
print(atexit._run_exitfuncs(), atexit._ncallbacks())
atexit.register(Same(4))
atexit._clear()
print(atexit._ncallbacks())
