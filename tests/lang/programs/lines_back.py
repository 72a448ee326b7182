def f():
    return g(
        1,
        h(2,
          3),
    ) + (
        4)
x = [a,
     b][
    0]
d = {
    "a":
        1,
    f(
        x
    ): y,
}
for x in (a,
          b):
    c
while (a
       and b):
    c
for (x,
     y) in z:
    c
with a as (b,
           c):
    d
def g(a=1,
      b=f(
          2)):
    return a
o.x \
    .y \
    .z()
x = \
    1
del (a,
     b)
a[
    0
] += 1
o.\
x += 1
raise E(
    "x"
)
