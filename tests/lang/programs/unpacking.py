a, b = x
a, b = 1, 2
a, b, c = 1, 2, 3
a, b = b, a
a, b, c = c, b, a
a, b, c, d = d, c, b, a
(a, b), c = x
[a, b] = x
a, *b = x
*a, b = x
a, *b, c = x
a, (b, *c), d = x
a = b, c = x
o.x, l[0] = y
a, = x
[a] = x
(a) = x
a, b = c
a = [b, c] = d
