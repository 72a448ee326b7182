import gc
gc.collect()
def counter():
    total = [0]
    def up(n):
        total[0] += n
        return total[0]
    def down(n):
        nonlocal total
        total = [total[0] - n]
        return total[0]
    return up, down
up, down = counter()
value = up(5)
value = down(2)
del up
value = down(1)
del down
def knot():
    def self_():
        return self_
    return self_
tie = knot()
del tie
found = gc.collect()
makers = []
for i in range(3):
    makers.append(lambda i=i: i)
value = makers[2]()
del makers
found = gc.collect()
