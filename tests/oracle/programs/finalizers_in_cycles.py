import gc
gc.collect()
log = []
class Loud:
    def __init__(self, name):
        self.name = name
        self.me = self
    def __del__(self):
        log.append(self.name)
for name in 'xyz':
    Loud(name)
found = gc.collect()
log.clear()
one = Loud('one')
log.append(one)
one = None
found = gc.collect()
log.pop()
found = gc.collect()
