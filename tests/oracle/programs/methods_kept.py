class C:
    def __init__(self):
        self.l = []
    def add(self, x):
        self.l.append(x)
        return self
c = C()
m = c.add
m([1])
del c
m([2])
last = m.__self__.l
del m
del last
