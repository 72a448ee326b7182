class N:
    def __init__(self, n):
        self.n = n
h = None
for i in range(20000):
    h = N(h)
print("built")
h = None
print("freed")
l = []
for i in range(20000):
    l = [l]
l = None
t = ()
for i in range(20000):
    t = (t,)
t = None
d = {}
for i in range(5000):
    d = {"d": d}
d = None
print("all freed")
