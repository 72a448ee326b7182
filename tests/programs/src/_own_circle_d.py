import _own_circle_c
try:
    _own_circle_c.v
except AttributeError as e:
    print(e)
_own_circle_c.late = 3
