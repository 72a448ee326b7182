r = a < b
r = a <= b
r = a == b
r = a != b
r = a > b
r = a >= b
r = a is b
r = a is not b
r = a in b
r = a not in b
r = a < b < c
r = a < b <= c != d
r = a is None
r = a is not None
r = not a is b
r = not a in b
r = not a == b
r = a in [1, 2]
r = a in {1, 2}
r = a not in (1, 2)
r = a in [x, 1]
r = a in []
