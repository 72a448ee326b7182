table = {}
table["a"] = 1
table["b"] = 2
table["c"] = 3
table["d"] = 4
table["e"] = 5
table["f"] = 6
table["g"] = 7
table["h"] = 8
table["i"] = 9
table["j"] = 10
table["k"] = 11
table["l"] = 12
del table["a"]
del table["b"]
table["m"] = []
value = table.pop("m")
copied = table.copy()
again = dict(table)
table.clear()
numbers = {1: "x", 2: "y"}
numbers[3] = "z"
numbers["s"] = None
numbers.update({10: 10, 11: 11, 12: 12})
found = numbers.get(99)
value = numbers.setdefault(50, [])
pair = numbers.popitem()
literal = {"p": 1, "q": 2, "r": 3, "s": 4, "t": 5, "u": 6, "v": 7}
keys = list(literal)
made = dict.fromkeys(keys, 1)
