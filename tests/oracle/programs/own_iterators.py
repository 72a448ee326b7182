class Count:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if not self.n:
            raise StopIteration
        self.n -= 1
        return [self.n]
c = Count(3)
a = next(c)
rest = list(c)
del c
del a
del rest
