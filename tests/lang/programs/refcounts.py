import gc, sys
class Node:
    def __init__(self, name):
        self.name = name
        self.next = None
    def __del__(self):
        print("del", self.name)
a = Node("a")
b = Node("b")
a.next = b
b.next = a
print(sys.getrefcount(a))
del a, b
print(gc.collect())
lst = []
lst.append(lst)
del lst
print(gc.collect(), gc.get_count())
