def source():
    for i in range(4):
        yield [i]
def doubled(items):
    for item in items:
        yield item + item
pipe = doubled(source())
first = next(pipe)
second = next(pipe)
rest = list(pipe)
pipe = None
rest = None
first = second = None
