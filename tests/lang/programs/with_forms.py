with a:
    b
with a as c:
    b
with a as c, d as e:
    b
with a, b:
    c
with a:
    with b:
        c
with a as (b, c):
    d
with a as o.x:
    d
with a as l[0]:
    d
with f(x) as y: z
with a:
    pass
with open("a") as f, \
     open("b") as g:
    h
