import sys
def kept(value):
    extra = [value]
    return sys._getframe()
def two(a, b, c):
    d = a + b * c
    return sys._getframe()
def gen(): yield sys._getframe()
for f in (kept(1), two(1, 2, 3), sys._getframe(), next(gen())): print(sys.getsizeof(f), f.__sizeof__(), f.f_code.co_stacksize, f.f_code.co_nlocals)
def run(): print(sys.getsizeof(sys._getframe()))
run()
