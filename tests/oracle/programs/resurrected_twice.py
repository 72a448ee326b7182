import gc
gc.collect()
saved = []
class Phoenix:
    def __del__(self):
        saved.append(self)
p = Phoenix()
p = None
alive = len(saved)
saved.clear()
alive = len(saved)
q = Phoenix()
q.loop = q
q = None
found = gc.collect()
saved.pop()
found = gc.collect()
