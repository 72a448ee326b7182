def f(x):
    "doc"
    x
    return x
