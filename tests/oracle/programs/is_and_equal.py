a = [1, 2]
b = [1, 2]
c = a
same = a == b, a is b, a is c
d = 'text'
e = 'te' + 'xt'
f = ''.join(['te', 'xt'])
same = d is e, d is f, d == f
n = 1000
m = n + 0
same = n == m, n is m
c = None
a = b = None
