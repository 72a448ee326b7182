pairs = [(1, 'one'), (2, 'two'), (3, 'three')]
total = 0
for n, word in pairs:
    total += n * len(word)
for i, (n, word) in enumerate(pairs):
    last = word
first, *rest = pairs
(a, b), c = rest
pairs = None
rest = None
a = b = c = None
first = None
