class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n

    def __length_hint__(self):
        return self.n


class Seq:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * i


import operator
print(list(Count(3)), list(Seq()), 4 in Seq(), 5 in Count(5), tuple(reversed([1, 2])), operator.length_hint(Count(4)), sum(Count(4)))
it = iter([1, 2, 3])
print(next(it), list(zip(it, it)), next(it, "end"), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(filter(None, [0, 1, "", "a"])))
values = iter([3, 5, 0, 9])
print(list(iter(lambda: next(values), 0)), list(values), list(enumerate("ab", 5)), any(x > 2 for x in [1, 3]), all([]), dict(enumerate("xy")))
a, b, c = Count(3)
print(a, b, c)
for bad in ("iter(3)", "next([])", "for x in 5: pass", "a, b = Count(3)", "list(zip(1, 2))", "next(iter([]))", "iter(int)", "reversed({1})", "enumerate(3)", "map(len)"):
    try:
        exec(bad)
    except (TypeError, ValueError, StopIteration) as e:
        print(bad, "->", type(e).__name__, e)
