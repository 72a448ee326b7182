class D:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n, G)
G = [1]
x3 = D("x3")
x1 = D("x1")
_u2 = D("_u2")
x2 = D("x2")
_u1 = D("_u1")
c1 = D("c1")
c2 = D("c2")
c1.o = c2
c2.o = c1
del c1, c2
l = [D("l0"), D("l1")]
d = {"k": D("dk")}
print("end")
