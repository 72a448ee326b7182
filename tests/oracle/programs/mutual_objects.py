import gc
gc.collect()
class P:
    def __init__(self):
        self.kids = []
class K:
    def __init__(self, p):
        self.p = p
        p.kids.append(self)
p = P()
k = K(p)
k2 = K(p)
del p
del k
found = gc.collect()
del k2
found = gc.collect()
