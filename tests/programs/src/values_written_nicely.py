import pprint, reprlib, json
data = {"name": "x" * 10, "list": list(range(30)), "nested": {"a": [1, 2, {"b": (1, 2, 3)}], "c": "text " * 20}, "t": (1,), "e": [], "s": {3, 1, 2}}
pprint.pprint(data, width=50)
pprint.pprint(data, depth=1, compact=True, width=40)
print(pprint.pformat([1, 2]), pprint.isreadable(data), pprint.saferepr({2: 1, 1: 2}))
a = [1]
a.append(a)
print(a, pprint.isrecursive(a), reprlib.repr(list(range(100))), reprlib.repr("x" * 100))
print(json.dumps({"a": [1, 2.5, None, True, "\u00e9\n"], "b": {}}), json.dumps([1, {"z": 1, "a": 2}], indent=2, sort_keys=True), json.dumps("\u00e9", ensure_ascii=False), json.dumps({1: 2, None: 3}), json.dumps([1, 2], separators=(",", ":")))
print(json.loads('{"a": [1, 2.5e3, null, true, "\\u00e9"], "b": {}}'), json.loads("[]"), json.loads(' "x" '))
for bad in ("{", "[1,]", "{'a': 1}", "nul", "", '"\x01"', "1 2"):
    try:
        json.loads(bad)
    except json.JSONDecodeError as e:
        print(repr(bad), e.pos, e.lineno)
for bad in ({1, 2}, object, {(1,): 2}):
    try:
        json.dumps(bad)
    except TypeError as e:
        print(type(e).__name__)
