# What the compiler warns of, but compiles: printed before anything runs.
x = 1
def f(a=1):
    return a is 'x'
print(x is 1000)
print(x is not "s")
print(1 is x)
print(x is ())
print((1,2) is x, x is (x, 1), x is -1, x is 1+1, x is 1.5, x is b'a', x is None, x is ..., x is True, x is [], None is 1, x is 1 is x)
try:
    assert (x, "always")
except AssertionError:
    pass
def g(): pass
if 0:
    1(2)
    "a"(3)
    [1](2)
    (1,)[2,]
    (1,2)("a")
    "abc"["x"]
    [1]["a"]
    (1,2)[1.5]
    [1,2][0:1]
    "a"[True]
    None[0]
    1[0]
    {1:2}(3)
    {1}[0]
    (lambda: 1)[0]
    "a"[b"x"]
    [1][(1,2)]
s = "\d"
b = b"\d\q"
t = "\400"
try:
    assert (1, "x")
    assert ()
except AssertionError: pass
try: 
    print(True[0])
except TypeError: pass
s = """a
b \d
c"""
t = ("x"
 "\q" "\w")
try:
    pass
finally:
    1 is 1
def f():
    try: return 1
    finally: f is 1
try: [1,2][1,2:3]
except TypeError: pass
try: "a" [ [1] ]
except TypeError: pass
try: 'abc'[None]
except TypeError: pass
exec("print(1 is 1)\nx = 2 is 2\ny='\\d'")
print(eval("3 is 3"))
