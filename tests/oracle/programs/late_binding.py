functions = []
for i in range(3):
    functions.append(lambda: i)
results = [f() for f in functions]
fixed = []
for i in range(3):
    fixed.append(lambda i=i: i)
results = [f() for f in fixed]
functions = None
fixed.pop()
fixed = None
