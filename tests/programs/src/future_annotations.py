# from __future__ import annotations: annotations are kept as text, written as the compiler writes it.
from __future__ import annotations
import sys
def f(a: 1+2, b: int|str, *c: list[int], d: "quoted" = 3, **k: {1:2, **x}) -> (yields, 2): pass
print(f.__annotations__, hex(f.__code__.co_flags))
class C:
    x: int
    y: ClassVar[Dict[str, List[int]]] = {}
    z: (a, b)
    w: not_defined.attr[1:2, ..., ::3]
    v: -5 ** 2
    u: lambda a, b=1, *c, d, e=2, **f: a if b else c
    t: [i for i in x if i if j]
    s: {i: j for i, j in x}
    r: (i for i in x)
    q: f(i for i in x)
    p: f(1, *a, b=2, **c)
    o: a and b or not c
    n: a < b <= c is not d not in e
    m: (1).real
    l: 1.5.real
    k: 'a' "b"
    j: b'x\x00\n'
    i: f"{x!r:>{w}} {{}} {y}"
    ff: 1e400
    e: ()
    d: (1,)
    c: a[b, c]
    c1: a[(b, c)]
    c2: a[()]
    c3: a[b,]
    b: ~a ** -b
    b1: (a + b) * c - (d - e)
    b2: a - (b - c)
    b3: (a ** b) ** c
    b4: (-a) ** b
    b5: not (a == b)
    b6: (not a) == b
    b7: (a if b else c) if d else e
    b8: (lambda: 1)()
    b9: (a, *b)
    ba: {*a, 1}
    bb: {}
    bc: None
    bd: "it's"
    be: 'a"b\'c\n\u1234\U0001F600\x80'
    bf: 0xFFFFFFFFFFFFFFFFFFFFFF
    bg: ...
    bh: lambda *, a: 0
    bi: lambda a, /, b: 0
    bj: a @ b // c % d
    bk: a << b >> c & d | e ^ f
    bl: a if b else (yielded, c)
    bm: (a or b) and c
    bn: True
    bo: x[a:b, c:d]
    bp: x[1:2:3]
    bq: x[lambda: 0]
    br: [*a, *b]
    bu: {a: (b, c), (d, e): f}
    bv: f'{x}' 'y' f'{lambda_}'
    bw: f'{ {1: 2} }'
    bx: f"{'a' if b else c}"
    by: f'{x:%Y-%m}'
    bz: f'a'
    ca: a.b.c
    cb: (a).b
    cc: (a + b).c
    cd: (a + b)[c]
    ce: - - a
    cf: not not a
    cg: 1_000.5e10
    ch: "a" if x else "b"
for k, v in C.__annotations__.items(): print(k, '=', v)
x: undefined_name
sys.z: also_undefined
sys.argv[0]: nope
print(__annotations__)
def g():
    q: nothing = 1
    r.s: nothing
    return q
print(g(), g.__code__.co_consts)
print(eval("(lambda: 0)").__code__.co_flags & 0x1100000 != 0)
ns={}; exec("def h(a: zzz): pass", ns); print(ns['h'].__annotations__)
print(annotations)
class D:
    def m(self, __p: int, other: D) -> D: pass
print(D.m.__annotations__)
