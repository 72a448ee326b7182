def f():
    try:
        {}["missing"]
    except KeyError as e:
        raise ValueError("bad value") from e
try:
    f()
except ValueError:
    [1, 2][5]
