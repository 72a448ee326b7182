class C:
    pass
c = C()
c.a = [1]
c.b = [2]
c.c = [3]
del c.b
c.d = c.a
del c.a
d = c.__dict__
d['e'] = [5]
del c
del d['c']
del d
