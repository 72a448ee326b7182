seen = set()
for i in range(6):
    seen.add((i % 3, 'x'))
frozen = frozenset(seen)
both = {frozen: 'a'}
seen.discard((0, 'x'))
less = frozen - seen
seen.clear()
both = None
frozen = None
