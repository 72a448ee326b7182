# Shallow and deep copies: what is shared, what is made anew, and who may say how.
import copy
a = [1, [2, 3], {"k": [4]}, (5, [6]), (7, 8), "text", None]
b = copy.copy(a)
c = copy.deepcopy(a)
print(b == a, b is a, [x is y for x, y in zip(a, b)])
print(c == a, c is a, [x is y for x, y in zip(a, c)])
print(c[2]["k"] is a[2]["k"], c[3][1] is a[3][1])
a.append(a)
d = copy.deepcopy(a)
print(d is a, d[-1] is d, len(d))
class Node:
    def __init__(self, name, parent=None):
        self.name, self.parent, self.children = name, parent, []
        if parent: parent.children.append(self)
    def __repr__(self): return f"<{self.name}>"
root = Node("root"); one = Node("one", root); two = Node("two", one)
r = copy.deepcopy(root)
print(r, r.children, r.children[0].children, r.children[0].parent is r, r.children[0] is one)
s = copy.copy(root)
print(s.children is root.children, s.__dict__ == root.__dict__, type(s))
class Own:
    def __init__(self, v): self.v = v
    def __copy__(self): print("__copy__"); return Own(self.v)
    def __deepcopy__(self, memo): print("__deepcopy__", type(memo)); return Own(copy.deepcopy(self.v, memo))
o = Own([1]); print(copy.copy(o).v is o.v, copy.deepcopy(o).v is o.v, copy.deepcopy([o, o])[0] is o)
class State:
    def __getstate__(self): print("get"); return {"x": 3}
    def __setstate__(self, s): print("set", s); self.__dict__.update(s)
print(copy.copy(State()).x)
class Slots:
    __slots__ = "p", "q"
t = Slots(); t.p = [1]
u, v = copy.copy(t), copy.deepcopy(t)
print(u.p is t.p, v.p is t.p, hasattr(u, "q"))
class L(list): pass
class D(dict): pass
class T(tuple): pass
class S(set): pass
class I(int): pass
l = L([1, [2]]); l.extra = [3]
m = copy.deepcopy(l); print(type(m).__name__, m, m.extra, m.extra is l.extra, m[1] is l[1])
print(type(copy.copy(D(a=1))).__name__, copy.copy(D(a=[1])), type(copy.copy(T((1, 2)))).__name__, copy.deepcopy(T((1, [2]))))
print(type(copy.copy(S([1]))).__name__, copy.copy(S([1])), type(copy.copy(I(5))).__name__, copy.copy(I(5)))
print(copy.copy(len) is len, copy.copy(Node) is Node, copy.deepcopy(Node) is Node, copy.copy(3.5), copy.deepcopy({1, 2}))
f = lambda: 1
print(copy.copy(f) is f, copy.deepcopy([f])[0] is f, copy.deepcopy(o.__copy__).__self__ is o)
class E(Exception): pass
e = copy.copy(E("a", 2)); print(type(e).__name__, e.args)
shared = [0]
x, y = copy.deepcopy([shared, shared]); print(x is y, x is shared)
memo = {}
copy.deepcopy(shared, memo); print(len(memo), memo[id(memo)] == [shared])
print(copy.Error.__mro__[1].__name__, copy.copy(slice(1, 2)), copy.copy(...), copy.copy(range(3)))
