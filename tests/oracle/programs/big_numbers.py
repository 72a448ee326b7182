n = 1
for i in range(8):
    n *= 12345
m = n // 99999
r = n % 99999
s = n >> 20
n = None
t = -m
m = t = None
p = 2 ** 100
q = p - 2 ** 99
p = q = None
