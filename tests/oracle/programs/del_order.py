class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print(self.name)
items = [Loud("l0"), Loud("l1"), Loud("l2")]
del items
pair = (Loud("t0"), Loud("t1"))
del pair
table = {"c": Loud("c"), "a": Loud("a"), "b": Loud("b")}
del table
def local(p, q):
    z = Loud("z")
local(Loud("p"), Loud("q"))
x = Loud("old")
x = Loud("new")
del x
items = [Loud("m0"), Loud("m1"), Loud("m2")]
items[0:2] = []
del items[:]
Loud("temporary")
for each in [Loud("f0"), Loud("f1")]:
    print("body")
each = None
holder = Loud("holder")
holder.b = Loud("hb")
holder.a = Loud("ha")
del holder
