class D:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
a = D(1)
a = D(2)
b = a
del a
print("b alive")
del b
def f():
    x = D("x")
    y = D("y")
    print("leaving")
f()
l = [D("l0"), D("l1"), D("l2")]
l.pop(0)
print("popped")
del l
D("temp")
def g(p):
    z = D("z")
    return p
g(D("arg"))
d = {"a": D("da"), "b": D("db")}
d["a"] = None
del d
try:
    e = D("e")
    raise ValueError(e)
except ValueError:
    print("caught")
e = None
print("end of try")
t = (D("t0"), D("t1"))
t = None
class P(D):
    def __init__(self, n, c):
        D.__init__(self, n)
        self.c = c
p = P("parent", D("child"))
p = None
s = {D("s")}
s.clear()
print("last")
