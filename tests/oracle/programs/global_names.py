total = []
def add(x):
    global total, extra
    total = total + [x]
    extra = x
add([1])
add([2])
del extra
add([3])
del total
del extra
