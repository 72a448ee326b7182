grid = [[i * j for j in range(3)] for i in range(3)]
flat = [n for row in grid for n in row if n % 2]
table = {i: [i] for i in range(4)}
keys = {k for k in table if k > 1}
grid = None
table = {k: v for k, v in table.items() if k in keys}
flat = keys = None
table = None
