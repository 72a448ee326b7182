import gc
gc.collect()
class Friend:
    def __init__(self, name):
        self.name = name
        self.other = None
ann = Friend("ann")
bob = Friend("bob")
ann.other = bob
bob.other = ann
found0 = gc.collect()
del ann
del bob
found1 = gc.collect()
found2 = gc.collect()
loop = []
loop.append(loop)
del loop
found3 = gc.collect()
ring = {}
ring["me"] = ring
del ring
found4 = gc.collect(0)
