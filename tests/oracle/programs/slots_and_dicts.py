class Slim:
    __slots__ = ('a', 'b')
class Both(Slim):
    pass
s = Slim()
s.a = [1]
s.b = 'b'
t = Both()
t.a = s
t.extra = [2]
del s.a
s = None
t.a = None
t = None
