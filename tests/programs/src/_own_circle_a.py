import _own_circle_b
v = 1
