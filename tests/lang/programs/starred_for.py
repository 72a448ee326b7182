for x in *a, *b:
    c
for x in *a,:
    d
def f():
    return *a, *b
def g():
    return 1, *b
