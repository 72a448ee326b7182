row = [0] * 3
grid = [row] * 3
grid[0][0] = 1
better = [[0] * 3 for _ in range(3)]
better[0][0] = 1
same = grid[0] is grid[1]
row = None
grid.pop()
grid = None
better = None
