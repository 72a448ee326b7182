import gc
gc.collect()
log = []
class Noisy:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        log.append(self.name)
one = Noisy("a")
one = Noisy("b")
del one
left = Noisy("c")
right = Noisy("d")
left.to = right
right.to = left
del left, right
found = gc.collect()
saved = []
class Back:
    def __del__(self):
        saved.append(self)
back = Back()
del back
size = len(saved)
back = saved.pop()
del back
again = len(saved)
