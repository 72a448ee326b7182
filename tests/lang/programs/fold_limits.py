x = 'aaaaaaaaaaaaaa'+'bbbbbbbbbbbbbb'
y = ('aaaaaaaaaaaaaabbbbbbbbbbbbbbbbbb',)[0]
z = 'a' * -1
w = 1 << 200
v = 2**127
u = 'a'*20
t= (1,)*20
s= (1,)*21
r= 'x%s' % 3
q = __debug__
if __debug__: p = 1
f'abc'
o = f'abc' 'd'
1+1
if b'': aa = 1
if b'x': bb = 1
if ...: cc = 1
while b'x': dd = 1
