class Count:
    def __init__(self, stop):
        self.at = 0
        self.stop = stop
    def __iter__(self):
        return self
    def __next__(self):
        if self.at >= self.stop:
            raise StopIteration
        self.at += 1
        return self.at * 1000
c = Count(3)
total = 0
for n in c:
    total += n
items = list(Count(2))
c = None
