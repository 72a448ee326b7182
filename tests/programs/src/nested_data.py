data = {"users": [{"name": "a", "tags": ["x", "y"]}, {"name": "b", "tags": []}], "n": (1, [2, {3}])}
print(data)
data["users"][0]["tags"].append("z")
data["users"][1]["tags"] += ["q"]
data["n"][1][1].add(4)
print(data["users"][0]["tags"][-1], len(data["users"]), data["n"])
l = [1, 2]
l.append(l)
print(l)
d = {}
d["self"] = d
print(d)
m = [[0] * 3, [0] * 3]
m[0][1] = 5
print(m)
def walk(o, depth=0):
    if isinstance(o, dict):
        for k in o:
            walk(o[k], depth + 1)
    elif isinstance(o, (list, tuple)):
        for v in o:
            walk(v, depth + 1)
    else:
        print(" " * depth + str(o))
walk({"a": [1, (2, 3)], "b": "c"})
class Node:
    def __init__(self, v, nxt=None):
        self.v = v
        self.next = nxt
head = None
for i in range(5):
    head = Node(i, head)
n = head
while n:
    print(n.v, end=" ")
    n = n.next
print()
class Tree:
    def __init__(self, v):
        self.v = v
        self.l = self.r = None
    def insert(self, v):
        side = "l" if v < self.v else "r"
        child = getattr(self, side)
        if child:
            child.insert(v)
        else:
            setattr(self, side, Tree(v))
    def walk(self, out):
        if self.l:
            self.l.walk(out)
        out.append(self.v)
        if self.r:
            self.r.walk(out)
        return out
t = Tree(5)
for v in [2, 8, 1, 9, 3]:
    t.insert(v)
print(t.walk([]))
