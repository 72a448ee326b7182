class Cell:
    count = 0
    def __init__(self):
        Cell.count += 1
        self._v = []
    @property
    def value(self):
        return self._v
    @value.setter
    def value(self, new):
        self._v = new
    @classmethod
    def make(cls):
        return cls()
    @staticmethod
    def plain(x):
        return [x]
    def __eq__(self, other):
        return self._v == other._v
    def __hash__(self):
        return 7
    def __len__(self):
        return len(self._v)
    def __getitem__(self, i):
        return self._v[i]
    def __repr__(self):
        return "Cell"
a = Cell()
got = a.value
a.value = [1, 2]
b = Cell.make()
got = Cell.plain(3)
got = a.plain(4)
equal = a == b
size = len(a)
item = a[1]
text = repr(a)
text = str(a)
shown = "%r" % a
table = {a: 1}
found = b in table
del a
del table
inside = 1 in [1, 2]
