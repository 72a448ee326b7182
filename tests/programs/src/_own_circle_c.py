import _own_circle_d
v = 1
