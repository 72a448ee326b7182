import gc
def f(n):
    squares = [x * x for x in range(n)]
    odd = {x for x in squares if x % 2}
    d = {k: v for k, v in zip(squares, odd)}
    return sum(x for x in d), lambda q, w=(1, 2): q + w[0]
def g(a, b, *, c=1.5, d="x"):
    with open(a) as h:
        data = h.read()
    while data:
        data = data[1:]
        if not data: break
    return [a, b, c, d, data]
def h():
    x = 1
    def one():
        nonlocal x
        x += 1
        def two():
            return x
        return two
    return one
print(*gc.get_count())
