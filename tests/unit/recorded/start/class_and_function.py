import gc
class A:
    def f(self): pass
    def g(self): return [x for x in range(3)]
def h(a, b=(1, 2)):
    return {a: b}
print(*gc.get_count())
