group = set()
group.add(1)
group.add(2)
group.add(3)
group.add(4)
group.add(5)
group.add(6)
group.discard(1)
group.remove(2)
more = {10, 20, 30}
both = group | more
less = both - more
common = both & more
group.update([100, 200, 300, 400, 500, 600, 700, 800, 900])
popped = more.pop()
group.clear()
frozen = frozenset([1, 2, 3])
held = {(1, 2), "text", 3.5}
pairs = set("hello")
