names = globals()
names['made'] = [1]
before = made
del names['made']
before = None
def inner():
    global late
    late = {}
    return [late]
x = inner()
late['k'] = x
late = None
x = None
names = None
