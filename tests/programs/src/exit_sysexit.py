import sys, atexit
class D:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
atexit.register(print, "atexit")
def f():
    d = D("local")
    sys.exit(4)
g = D("g")
f()
