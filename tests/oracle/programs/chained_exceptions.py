def low():
    raise KeyError([1])
def high():
    try:
        low()
    except KeyError as e:
        raise ValueError([2]) from e
try:
    high()
except ValueError as e:
    kept = e.__cause__.args
kept[0].append(3)
del kept
