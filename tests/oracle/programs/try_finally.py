def f(x):
    try:
        return [x]
    finally:
        x = None
a = f(1)
try:
    a[5]
except IndexError as e:
    text = str(e)
finally:
    a = None
del text
