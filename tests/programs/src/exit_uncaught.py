class D:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
def f():
    d = D("local")
    raise ValueError("boom")
g = D("g")
f()
