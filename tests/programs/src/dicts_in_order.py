d = {"b": 1, "a": 2}
d["c"] = 3
del d["b"]
d["b"] = 4
print(d, list(d), d.popitem(), d, d.pop("zz", None), d.setdefault("n", []), d.get("q", "default"))
d.update(x=1, a=9)
d.update([("y", 2)])
print(d, d.keys() & {"a", "x"}, d.items() >= {("a", 9)} if all(isinstance(v, int) for v in d.values()) else "unhashable inside", "a" in d, len(d))
v = d.values()
d["late"] = 0
print(list(v)[-1], dict.fromkeys("ab", 0), dict([(1, 2)], k=3), dict(zip("ab", [1, 2])), {1: "int", 1.0: "float", True: "bool"})
print({**d, "a": 0} == d, d == dict(reversed(list(d.items()))), sorted(d, key=str), max({"q": 3, "w": 1}, key={"q": 3, "w": 1}.get))


class Missing(dict):
    def __missing__(self, key):
        return "no " + str(key)


m = Missing(a=1)
print(m["a"], m["b"], m.get("b"), "b" in m)
for bad in ("d['nope']", "{[]: 1}", "dict([1])", "dict([(1, 2, 3)])", "d.pop('nope')", "{}.popitem()", "dict(1)", "d + d", "{}.update(3)"):
    try:
        print(eval(bad))
    except (TypeError, KeyError, ValueError) as e:
        print(bad, "->", type(e).__name__, e)
try:
    for k in d:
        d[k + "x"] = 1
except RuntimeError as e:
    print(e)
