data = list(range(300, 306))
out = []
i = 0
while i < len(data):
    n = data[i]
    i += 1
    if n % 2:
        continue
    out.append(n)
    if len(out) == 2:
        break
else:
    out = None
for n in out:
    pass
else:
    done = [n]
out = data = None
