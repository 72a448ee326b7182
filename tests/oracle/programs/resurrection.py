import gc
gc.collect()
kept = []
class Phoenix:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del " + self.name)
        if not kept:
            kept.append(self)
a = Phoenix("a")
b = Phoenix("b")
a.to = b
b.to = a
del a
del b
n1 = gc.collect()
size = len(kept)
garbage = len(gc.garbage)
n2 = gc.collect()
del kept[:]
n3 = gc.collect()
garbage = len(gc.garbage)
