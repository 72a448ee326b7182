stack = []
for i in range(12):
    stack.append([i])
while len(stack) > 3:
    top = stack.pop()
stack.clear()
for i in range(3):
    stack.append((i, [i]))
del top
