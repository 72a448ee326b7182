value = [1]
def change():
    global value
    value = [2]
change()
def shadow():
    value = [3]
    return value
got = shadow()
def unbound():
    try:
        del missing
    except NameError as error:
        return str(error)
    missing = 1
text = unbound()
class Body:
    inside = value
    value = 5
    def get(self):
        return value
b = Body()
got = b.get()
space = globals()
size = len(space)
del space
def names():
    one, two = 1, [2]
    return locals()
table = names()
del table
