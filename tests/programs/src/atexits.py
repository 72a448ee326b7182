import atexit
class D:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
@atexit.register
def one():
    print("one")
def two(a, b=0):
    print("two", a, b)
atexit.register(two, 1, b=2)
atexit.register(two, 3)
atexit.unregister(one)
atexit.register(lambda: atexit.register(print, "late"))
d = D("global")
print("end")
