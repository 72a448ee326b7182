import atexit, gc
gc.collect()
def bye():
    print("atexit")
atexit.register(bye)
class Noisy:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del " + self.name)
a = Noisy("a")
_b = Noisy("_b")
c = Noisy("c")
left = Noisy("left")
right = Noisy("right")
left.to = right
right.to = left
items = [Noisy("in list")]
print("end of module")
