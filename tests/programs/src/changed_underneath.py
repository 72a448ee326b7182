"""What is worked on changes under a comparison, an index, a hash, the end of an item."""
class Key:
    def __init__(self, name, act): self.name, self.act = name, act
    def __hash__(self): return 1
    def __repr__(self): return self.name
    def __eq__(self, other):
        global acts
        print("compared", self.name, getattr(other, "name", other))
        if acts:
            acts -= 1
            self.act()
        return False
def fresh(act):
    global d, acts
    d = {}
    acts = 0
    d[Key("a", act)] = 1
    d[Key("b", act)] = 2
    acts = 1
def clear(): d.clear()
def fill():
    for i in range(20): d[i] = i
def swap():
    d.clear()
    d["x"] = 5
def drop(): d.popitem()
for act in (clear, fill, swap, drop):
    for name in ("get", "pop", "setdefault"):
        fresh(act)
        try:
            print(act.__name__, name, getattr(d, name)(Key("c", act), 7))
        except RuntimeError as e:
            print(e)
        print(len(d), list(d.values())[:4])
    fresh(act)
    print(Key("c", act) in d, len(d))
    fresh(act)
    print({Key("e", act): 1} == d, len(d))
    fresh(act)
    e = {Key("e", act): 1, Key("f", act): 2} if not acts else {1: 2}
    e.update(d)
    print(len(e), len(d))
def set_clear(): s.clear()
def set_fill(): s.update(range(30))
def set_take(): s.pop()
for act in (set_clear, set_fill, set_take):
    for name in ("add", "discard", "__contains__", "update", "intersection", "difference", "symmetric_difference", "union",
                 "issuperset", "isdisjoint"):
        acts = 0
        s = set()
        s.add(Key("a", act))
        s.add(Key("b", act))
        other = Key("c", act)
        acts = 1
        r = getattr(s, name)(other if name in ("add", "discard", "__contains__") else [other])
        print(act.__name__, name, len(s), len(r) if type(r) is set else r)
class I:
    def __init__(self, n, act): self.n, self.act = n, act
    def __index__(self):
        self.act()
        return self.n
def list_clear(): l.clear()
def list_grow(): l.extend([7] * 30)
for act in (list_clear, list_grow):
    for text in ("l * i", "i * l", "l[i]", "l[i:]", "l[::i]", "l.pop(i)", "l.insert(i, 5)", "l.index(3, i)", "bytes(l)", "l.__imul__(i)",
                 "l.__setitem__(i, 9)", "l.__delitem__(i)", "l.__setitem__(slice(i, None), [1])", "l.__delitem__(slice(None, None, i))"):
        l = [1, 2, 3]
        i = I(2, act)
        if text.startswith("bytes"): l.append(i)
        try:
            print(act.__name__, text, len(eval(text) or ()))
        except (IndexError, ValueError, TypeError) as e:
            print(act.__name__, text, type(e).__name__, e)
        print(len(l))
class Eq:
    def __eq__(self, other):
        l.clear()
        return False
    def __lt__(self, other):
        l.clear()
        return True
for text in ("l == [1, 2, 3]", "l < [1, 2, 3]", "l.index(1)", "l.remove(1)", "l.count(1)", "1 in l", "l.sort()", "max(l)", "[1, 2, 3] == l", "(l, 1) == ([1, 2], 2)"):
    l = [Eq(), Eq(), Eq()]
    try:
        print(text, eval(text))
    except (ValueError, IndexError) as e:
        print(text, e)
    print(len(l))
class End:
    def __del__(self): l[:] = [1]
for text in ("l.clear()", "l.__init__(l)", "l.__init__([5])", "l.__delitem__(0)", "l.__setitem__(slice(0, 2), [])", "l.__imul__(0)", "l.pop()", "l.__setitem__(0, 3)"):
    l = [End(), End(), 4]
    eval(text)
    print(text, len(l))
