import gc
gc.collect()
class Node:
    def __init__(self, value):
        self.value = value
        self.before = None
        self.after = None
a = Node('a')
b = Node('b')
a.after = b
b.before = a
c = Node('c')
b.after = c
c.before = b
del a
del b
found = gc.collect()
c = None
found = gc.collect()
