pass
pass; pass
x = 1; y = 2; z = 3
1
"string"
...
None
x
x, y
(x)
-1
x.y
x[0]
x + y
