def numbers(box):
    try:
        for i in range(10):
            yield [i, box]
    finally:
        box.append('closed')
box = []
g = numbers(box)
a = next(g)
b = next(g)
g.close()
a = b = None
g = numbers(box)
n = next(g)
n = None
g = None
