rows = []
for i in range(3):
    row = [i]
    rows.append(row)
n = 0
while n < 3:
    rows[n] = None
    n = n + 1
del row
squares = []
for x in [1, 2, 3]: squares.append(x * x)
if len(squares) == 3:
    squares = None
for pair in zip([1, 2], [3, 4]):
    kept = pair
for index, item in enumerate(["a", "b"]):
    kept = [index, item]
for key in {"k": 1, "l": 2}:
    kept = key
for char in "ab":
    kept = char
for i in range(5):
    if i == 1:
        continue
    if i == 3:
        break
total = sum(range(10))
