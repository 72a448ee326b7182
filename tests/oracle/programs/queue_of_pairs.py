queue = []
for word in 'one two three four'.split():
    queue.append((word, len(word)))
first = queue.pop(0)
name, size = first
rest = queue[1:]
del queue
last = rest[-1]
rest = None
