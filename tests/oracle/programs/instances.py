class Node:
    def __init__(self, value):
        self.value = value
        self.next = None
a = Node(1)
b = Node(2)
c = Node(3)
a.next = b
b.next = c
d = Node(4)
e = Node(5)
f = Node(6)
del b
del a
g = Node(7)
h = Node(8)
h.extra = 1
i = Node(9)
i.__dict__["other"] = 2
j = Node(10)
space = vars(j)
del j
space = None
k = Node(11)
k.__class__ = Node
del c
del d, e, f
nodes = [Node(20), Node(21), Node(22), Node(23)]
nodes.pop(2)
more = Node(12)
