# Comprehensions: values, scopes, what they leave behind and what they cost.
import gc
import sys

print([n * n for n in range(5)], {n % 3 for n in range(10)}, {n: n * n for n in range(4)})
print([(a, b) for a in range(3) for b in range(a) if a != b], [[c for c in row] for row in ([1], [2, 3])])
print([y for x in range(3) for y in [x + 1]], [a + b for a, *b in ["xyz"] for b in b], {k for k in {1, 2}})

x = "kept"
print([x for x in range(2)], x)
print([last := n for n in range(3)], last)
functions = [lambda: i for i in range(3)]
print([f() for f in functions], [f.__qualname__ for f in functions])


class Body:
    size = 3
    items = [i for i in range(size)]
    doubled = [i * 2 for i in items]
    __hidden = [__h for __h in range(2)]
    try:
        wrong = [size for _ in range(1)]
    except NameError as error:
        print(error)

    def method(self):
        return [__class__.__name__ for _ in range(2)], [self.size for self.last in [7]], self.last


print(Body.items, Body.doubled, Body().method(), [n for n in dir(Body) if n[0] != "_" or "hidden" in n])


def fails(items):
    try:
        return [1 // i for i in items]
    except ZeroDivisionError as error:
        return "caught", len(items), error.__traceback__.tb_next is None


print(fails([1, 2]), fails([1, 0]))


def shadowed(k):
    return [k for k in k], k, {k: [k for k in range(k)] for k in k}, k


print(shadowed([2, 1]))


def unbound():
    result = [k for k in range(3)]
    try:
        return k
    except NameError as error:
        return type(error).__name__, str(error)


print(unbound())


def names(a):
    return [sorted(locals()) for z in range(1)]


print(names(1), [sorted([n for n in locals() if n[0] != "_"])[:0] for zz in range(1)])
print(["zz" in locals() for zz in range(1)], [locals() is globals() for zz in range(1)])


class Names:
    other = 1
    print([sorted([n for n in list(locals()) if n[0] != "_"]) for w in [1]])
    print([eval("w") for w in [1]])


def closure(items, factor):
    return [lambda: item * factor for item in items], lambda: factor


made, get = closure([1, 2], 5)
print([f() for f in made], get(), [len(f.__closure__) for f in made], made[0].__closure__[1] is made[1].__closure__[1])

thing = object()
before = sys.getrefcount(thing)
several = [thing for _ in range(10)]
print(sys.getrefcount(thing) - before)
del several
print(sys.getrefcount(thing) - before)
print(sys.getsizeof([n for n in range(10)]), sys.getsizeof([n for n in range(100)]), sys.getsizeof({n for n in range(9)}))
print(sys.getsizeof({n: n for n in range(6)}), gc.is_tracked([1 for _ in range(1)]), gc.is_tracked({n: 1 for n in "ab"}))


class Noisy:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


def dropped():
    return [noisy.n for noisy in [Noisy(1), Noisy(2)]]


print(dropped())


def rebinds(noisy):
    [noisy for noisy in [Noisy(3)]]
    print("after")
    return noisy.n


print(rebinds(Noisy(4)))
code = rebinds.__code__
print([type(c).__name__ for c in code.co_consts], code.co_varnames, code.co_nlocals)


def deep(n):
    return [deep(n - 1) for _ in range(2)] if n else 0


print(deep(3))
for text in ["[x, y for x in z]", "[*a for a in b]", "{**a for a in b}", "[x := 1 for x in y]", "[x for x in (y := 1)]",
             "[i for i in r if (j := 0) for j in r]", "class C: [(y := 1) for x in z]", "[x for f() in y]",
             "[x for 1 in y]", "del {x for x in y}"]:
    try:
        exec(text)
    except SyntaxError as error:
        print(text, "->", error.msg)


def broken():
    return [y.missing for y in [1]]


broken()
