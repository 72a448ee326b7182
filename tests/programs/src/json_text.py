import json
import re

value = {"a": [1, 2.5, None, True, False, "x\n\u00e9\U0001f600\"\\/"], "b": {"c": {}, "d": []}, "3": -0.0, "e": 1e400 - 1e400 == 0}
text = json.dumps(value)
print(text)
print(json.loads(text) == value, json.loads(text)["a"][5] == value["a"][5])
print(json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False))
print(json.dumps([1, 2], separators=(",", ":")), json.dumps({1: 2, None: 3, True: 4, 2.5: 5}), json.dumps("é"), json.dumps((1, "t")))
print(json.loads('[1e3, -0, 12345678901234567890, "\\u0041\\ud83d\\ude00\\n", NaN, Infinity]'), json.loads(b'{"k": "v"}'))
print(json.loads('{"a": 1, "a": 2}'), json.loads('{"a": 1}', object_pairs_hook=list), json.loads("1.5", parse_float=str))


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Point):
            return {"__point__": [o.x, o.y]}
        return super().default(o)


def made(d):
    return Point(*d["__point__"]) if "__point__" in d else d


packed = json.dumps({"p": Point(1, 2), "l": [Point(3, 4)]}, cls=Encoder)
print(packed, json.loads(packed, object_hook=made)["l"][0].y, json.dumps({1, 2}, default=sorted))
for bad in ("", "{", "[1,", '{"a" 1}', '{"a": }', "{'a': 1}", "[1 2]", "nul", '"abc', '"\\q"', '"\t"', "1 2", "\n\n[x]", "01"):
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as e:
        print(repr(bad), "|", e, "|", e.pos, e.lineno, e.colno)
loop = []
loop.append(loop)
for wrong in (lambda: json.dumps({1, 2}), lambda: json.dumps({(1,): 2}), lambda: json.dumps(loop), lambda: json.loads(3),
              lambda: json.dumps(float("nan"), allow_nan=False)):
    try:
        print(wrong())
    except Exception as e:
        print(type(e).__name__, re.sub(": nan$", "", str(e)))
