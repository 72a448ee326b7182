import gc
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "Thing(%r)" % self.name


# values
values = weakref.WeakValueDictionary()
a, b = Thing("a"), Thing("b")
values["a"] = a
values["b"] = b
values["once"] = Thing("once")
print(len(values), sorted(values), list(values.items()))
print(weakref.getweakrefcount(a), weakref.getweakrefs(a)[0].key)
del a
print(len(values), "a" in values, values.get("a"), values.get("a", 3))
try:
    values["a"]
except KeyError as e:
    print("KeyError", e)
print(values.setdefault("b", None), values.pop("b"), values.pop("b", "gone"))
try:
    values.popitem()
except KeyError as e:
    print(e)
things = [Thing(i) for i in range(4)]
values.update({t.name: t for t in things}, extra=things[0])
print(list(values.keys()), list(values.values()))
for key in values:
    if key == 1:
        del things[1:3]
        gc.collect()
        print("while iterating", len(values.data))
print(list(values), len(values.data), len(values))
print(type(values.valuerefs()[0]).__name__, [r() for r in values.itervaluerefs()])
copied = values.copy()
print(sorted(map(str, copied)), isinstance(values, dict))
values.clear()
print(len(values), bool(values))

# keys
keys = weakref.WeakKeyDictionary()
k, l = Thing("k"), Thing("l")
keys[k] = 1
keys[l] = 2
print(len(keys), list(keys.items()), keys[k], k in keys, 3 in keys)
print(keys.get(Thing("x")), keys.setdefault(k, 5), len(keys.keyrefs()))
del l
print(len(keys), list(keys), list(keys.values()))
keys.update([(k, 7)])
print(keys.pop(k), len(keys), keys.pop(k, "none"))
try:
    keys[3] = 1
except TypeError as e:
    print(e)
more = [Thing(i) for i in range(3)]
for i, m in enumerate(more):
    keys[m] = i
for m in keys:
    if m.name == 0:
        m = None
        del more[0]
        gc.collect()
        print("pending", len(keys.data), len(keys))
m = None
print(len(keys), sorted(keys.values()))

# sets
s = weakref.WeakSet()
x, y = Thing("x"), Thing("y")
s.add(x)
s.add(y)
s.add(x)
print(len(s), x in s, 5 in s, sorted(t.name for t in s))
del y
print(len(s), [t.name for t in s])
z = Thing("z")
other = weakref.WeakSet([x, z])
print(len(s | other), len(s & other), len(other - s), len(s ^ other), s <= other, s == other, s < other, s > other)
s.discard(z)
try:
    s.remove(z)
except KeyError:
    print("not in it")
print(s.pop().name, len(s))
try:
    s.pop()
except KeyError as e:
    print(e)
s.update([x, z])
s -= other
print(len(s), s.isdisjoint(other))
