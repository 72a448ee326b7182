d = {"a": 1, "b": 2}
d["c"] = 3
print(d, len(d), d["a"], d.get("z"), d.get("z", 0), "a" in d)
del d["a"]
for k in d:
    print(k, d[k])
for k, v in d.items():
    print(k, v)
print(list(d.keys()), list(d.values()), list(d.items()))
d.update({"x": 9}, y=8)
print(d, d.pop("x"), d.setdefault("q", []), d)
print({**d, "n": 1}, dict(a=1, b=2), dict([("k", "v")]))
e = {}
e[1] = "int"
e["1"] = "str"
e[(1, 2)] = "tuple"
e[1.0] = "float is int"
print(e)
print({1: 2} == {1: 2}, {1: 2} != {1: 3})
print(d.popitem(), d)
d.clear()
print(d, bool(d))
n = {"a": {"b": {"c": 1}}}
print(n["a"]["b"]["c"])
