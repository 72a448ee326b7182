f(a,
  b,
  c)
r = f(
    a,
    b=1,
)
o.m(
    a
).n(
    b
)
x = (a
     + b
     + c)
y = (a and
     b or
     c)
z = [
    1,
    2,
    x,
]
w = {
    "a": 1,
    "b": x,
}
v = (a.
     b.
     c)
u = f(a)(
    b)(
    c)
if (a and
        b):
    c
if (a <
        b <
        c):
    d
t = (a if
     b else
     c)
s = """one
two""" + x
q = f("a"
      "b", c)
