import gc
items = [0]
names = ["a", "b", "c"]
table = {"a": 1, "b": 2}
for name in names:
    items.append(name)
    table[name] = items
def show(value, end="\n"):
    print(value, end=end, flush=True)
def pairs(limit):
    return [(a, b) for a in range(limit) for b in range(a)]
total = 0
i = 0
while i < 10:
    i += 1
    total = total + i * 2.5
print(*gc.get_count())
