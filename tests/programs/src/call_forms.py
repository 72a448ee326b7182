def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw


print(f(1, c=3), f(1, 9, 8, 7, c=0, z=5), f(*[1, 2], **{"c": 3, "q": 4}), f(c=1, a=2))
print(f.__defaults__, f.__kwdefaults__, f.__code__.co_varnames)
for call in ("f()", "f(1)", "f(1, c=1, a=2)", "f(1, 2, b=3, c=4)", "f(*3, c=1)", "f(1, **3)", "f(1, c=1, **{'c': 2})", "f(1, **{3: 4}, c=1)", "(lambda x: x)()", "(lambda: 0)(1)", "len()", "len(1, 2)", "int(x=1)"):
    try:
        print(eval(call))
    except TypeError as e:
        print(call, "->", e)


def g(x, acc=[]):
    acc.append(x)
    return acc


print(g(1), g(2), g(3, []), g.__defaults__)
f.__defaults__ = (10, 20)
print(f(c=1), f.__name__, f.__qualname__)
h = lambda *a, **k: (a, k)
print(h(1, x=2), (lambda a, b=3: a + b)(1))
