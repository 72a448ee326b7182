import sys
BAD, ERROR = object(), object()
class D:
    def __init__(self, t):
        self.t = t
        print(sys.getrefcount(D), sys.getrefcount(self), sys.getrefcount(t))
        if t is BAD: return 1
        if t is ERROR: raise ValueError
    def __del__(self): print("del", type(getattr(self, "t", 0)).__name__)
class S(D):
    def __init__(self, t, u=2): super().__init__(t)
def make(t): return D(t)
for t in (object(), [1], BAD, ERROR):
    try: make(t)
    except Exception as e: print(type(e), e)
    try: S(t)
    except Exception as e: print(type(e), e)
    try: S(t, u=1)
    except Exception as e: print(type(e), e)
for i in range(3):
    try: D()
    except TypeError as e: print(e)
class G:
    def __init__(self): yield 1
for i in range(3):
    try: G()
    except TypeError as e: print(e)


import gc


def until_collected():
    gc.collect()
    n, kept = 0, []
    while gc.get_count()[1] == 0:
        n += 1
        kept.append([])
    return n


def made(n):
    gc.collect()
    for i in range(n): x = P(i)
    return gc.get_count()[0]


class P:
    def __init__(self, x): self.x = x


for i in range(2): print(until_collected(), made(300))
