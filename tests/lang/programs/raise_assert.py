def r0():
    raise
def r1(): raise E
def r2(): raise E("x")
def r3(): raise E from c
def r4(): raise E("x") from None
assert a
assert a, "message"
assert a and b
assert a or b, c
assert not a
assert a < b, f(a)
assert a < b < c
assert (a,
        b), c
assert 1
assert 0
assert (
    a
), "m"
def f():
    raise E
def g(x):
    if x: raise E
    return 1
def h(x):
    assert x
