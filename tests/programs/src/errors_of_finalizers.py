import sys
class N(Exception):
    def __str__(self): return 1
class D:
    def __init__(self, e): self.e = e
    def __del__(self): raise self.e
D(StopIteration())
D(ValueError(""))
D(ValueError)
D(N())
D(KeyError("x"))
e = ValueError("noted")
if sys.version_info >= (3, 11): e.add_note("a note")
D(e)
try:
    D(ValueError(""))
finally:
    pass
x = ValueError("outer")
x.__cause__ = KeyError("inner")
D(x)
T = type("T", (Exception,), {})
D(T())
raise ValueError
