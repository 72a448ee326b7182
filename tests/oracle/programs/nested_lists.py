grid = [[0] * 3] * 2
grid[0][0] = 1
other = [[0] * 3 for _ in range(2)]
other[0][0] = 1
row = grid[1]
del grid[0]
del grid
row.append(other)
del other
del row
