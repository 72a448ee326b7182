x = []
x
x.append(x)
x
