total = 0.0
values = []
for i in range(6):
    values.append(i / 4)
    total += values[-1]
mean = total / len(values)
squares = [v ** 2 for v in values]
values = None
squares.sort(reverse=True)
squares = None
