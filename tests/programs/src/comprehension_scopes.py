x = "outer"
print([x for x in range(3)], x)
print({k: v for k, v in zip("abc", range(3)) if v}, {c for c in "hello"} == set("helo"))
print([[j for j in range(i)] for i in range(4)], [(i, j) for i in range(3) for j in "ab" if i != 1])
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]])


class C:
    n = 3
    items = [n for _ in range(2)] if False else list(range(n))
    doubled = [i * 2 for i in items]


print(C.doubled, hasattr(C, "i"))
try:
    class D:
        n = 3
        bad = [n for _ in range(2)]
except NameError as e:
    print("NameError", e)
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(row) for row in zip(*matrix)], sum(v for row in matrix for v in row))
gen = (v for v in [1, 2, 3])
print(next(gen), list(gen), list(gen))
print([y for x in [1, 2] for y in [x * 10] if y > 10])
