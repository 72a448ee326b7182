counter = 1
def f():
    total = 5
    return totl
f()
