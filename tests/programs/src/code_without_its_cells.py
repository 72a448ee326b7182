"""Code objects where their free variables or arguments are missing."""
def outer(x):
    def inner(): return x + 1
    return inner
def arguments(a, *b, **c): return a, b, c
def none(*b, **c): return b, c
def keyword(*, k): return k
def local():
    y = 5
    return y
def cells():
    z = 7
    def get(): return z
    return get
for run in (exec, eval):
    for f in (outer(3), arguments, none, keyword, local, cells):
        try:
            result = run(f.__code__, {})
            print(run.__name__, f.__name__, result() if callable(result) else result)
        except (TypeError, NameError) as e:
            print(run.__name__, f.__name__, type(e).__name__, e)
def plain(): return 1
for f, g in ((plain, outer(1)), (outer(1), plain), (outer(1), outer(2))):
    try:
        f.__code__ = g.__code__
        print(f())
    except ValueError as e:
        print(e)
try:
    exec("pass", {}, {}, closure=None)
    print("closure")
    exec(outer(3).__code__, {}, closure=outer(4).__closure__)
    for wrong in ((), (1,), outer(4).__closure__ * 2, list(outer(4).__closure__)):
        try:
            exec(outer(3).__code__, {}, closure=wrong)
        except TypeError as e:
            print(e)
    exec(plain.__code__, closure=outer(4).__closure__)
except TypeError as e:
    print(e)
def wide(a0,a1,a2,a3,a4,a5,a6,a7,a8,a9,b0,b1,b2,b3,b4,b5,b6,b7,b8,b9,c0,c1,c2,c3,c4,c5,c6,c7,c8,c9,d0,d1,d2,d3,d4,d5,d6,d7,d8,d9,
         e0,e1,e2,e3,e4,e5,e6,e7,e8,e9,f0,f1,f2,f3,f4,f5,f6,f7,f8,f9,g0,g1,g2,g3,g4,g5,g6,g7,g8,g9,h0,h1,h2,h3,h4,h5,h6,h7,h8,h9,
         i0,i1,i2,i3,i4,i5,i6,i7,i8,i9,j0,j1,j2,j3,j4,j5,j6,j7,j8,j9,k0,k1,k2,k3,k4,k5,k6,k7,k8,k9,l0,l1,l2,l3,l4,l5,l6,l7,l8,l9,
         m0,m1,m2,m3,m4,m5,m6,m7,m8,m9): return a0 + m9
print(wide(*range(130)))
