class Count:
    def __init__(self, top):
        self.top = top
        self.now = 0
    def __iter__(self):
        return self
    def __next__(self):
        if self.now >= self.top:
            raise StopIteration
        self.now += 1
        return self.now
got = list(Count(3))
total = 0
for n in Count(2):
    total += n
it = iter([1, 2])
one = next(it)
two = next(it)
end = next(it, "done")
del it
mapped = list(map(str, [1, 2]))
kept = list(filter(None, [0, 1, 2]))
view = {"a": 1}.items()
pairs = list(view)
rev = list(reversed([1, 2, 3]))
del view
it = iter(range(2))
n = next(it)
del it
best = max([3, 9, 4])
total = sum([1.5, 2.5])
