class A:
    x = 1;
    def f(self): return 1;
if a: b; c;
for i in x: y;
