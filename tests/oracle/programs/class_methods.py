class C:
    made = []
    @classmethod
    def make(cls):
        c = cls()
        cls.made.append(c)
        return c
    @staticmethod
    def plain(x):
        return [x]
a = C.make()
b = C.plain(a)
del a
C.made.clear()
del b
f = C.make
del f
