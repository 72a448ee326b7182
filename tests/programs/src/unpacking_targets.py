(a, b), [c, *d] = (1, 2), "hello"
print(a, b, c, d)
first, *middle, last = range(6)
print(first, middle, last)
for i, (j, *k) in enumerate([(1, 2, 3), (4,)]):
    print(i, j, k)
x = y = [0]
x[0], y = 5, x
print(x, y, x is y)
for bad in ("a, b = 1, 2, 3", "a, b = 1,", "*a, b = ()", "a, b = 3", "a, *b, c = [1]"):
    try:
        exec(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print([*range(3), *"ab"], {**{"k": 1}, "k": 2, **{"z": 3}}, (*(), 1))
