# How deep each kind of recursion gets, and what is said at its end.
import sys
n = 0
def run(name, start):
    global n
    n = 0
    try:
        r = start()
        print(name, 'fine', n)
    except RecursionError as e:
        print(name, n, e)
    except Exception as e:
        print(name, n, type(e).__name__, e)
def count():
    global n
    n = n + 1
def plain():
    global n
    n += 1
    plain()
run('def', plain)
def two(a, *b, **c):
    global n
    n += 1
    two(*[1], **{'x': 2})
class R:
    def __repr__(self):
        global n
        n += 1
        return repr(self)
run('repr', lambda: repr(R()))
class S:
    def __str__(self):
        global n
        n += 1
        return str(self)
run('str', lambda: str(S()))
class F:
    def __format__(self, spec):
        global n
        n += 1
        return format(self)
run('format', lambda: format(F()))
class FS:
    def __format__(self, spec):
        global n
        n += 1
        return f'{self}'
run('fstring', lambda: format(FS()))
class E:
    def __eq__(self, o):
        global n
        n += 1
        return self == o
run('eq', lambda: E() == E())
class LT:
    def __lt__(self, o):
        global n
        n += 1
        return self < o
run('lt', lambda: LT() < LT())
class H:
    def __hash__(self):
        global n
        n += 1
        return hash(self)
run('hash', lambda: hash(H()))
class G:
    def __getattr__(self, name):
        global n
        n += 1
        return self.other
run('getattr', lambda: G().x)
class GA:
    def __getattribute__(self, name):
        global n
        n += 1
        return self.other
class SA:
    def __setattr__(self, name, v):
        global n
        n += 1
        self.other = 1
def sa(): SA().x = 1
run('setattr', sa)
class GF:
    def __getattr__(self, name):
        global n
        n += 1
        return getattr(self, 'y')
run('getattr()', lambda: GF().x)
class C:
    def __call__(self):
        global n
        n += 1
        return self()
run('call', lambda: C()())
class CC:
    def __call__(self): pass
CC.__call__ = CC()
run('call of itself', lambda: CC()())
class A:
    def __add__(self, o):
        global n
        n += 1
        return self + o
run('add', lambda: A() + A())
class IA:
    def __iadd__(self, o):
        global n
        n += 1
        self += o
        return self
def ia():
    a = IA(); a += 1
run('iadd', ia)
class NEG:
    def __neg__(self):
        global n
        n += 1
        return -self
run('neg', lambda: -NEG())
class GI:
    def __getitem__(self, i):
        global n
        n += 1
        return self[i]
class SI:
    def __setitem__(self, i, v):
        global n
        n += 1
        self[i] = v
def si(): SI()[0] = 1
run('setitem', si)
class LEN:
    def __len__(self):
        global n
        n += 1
        return len(self)
run('len', lambda: len(LEN()))
class B:
    def __bool__(self):
        global n
        n += 1
        return bool(self)
run('bool', lambda: bool(B()))
class BN:
    def __bool__(self):
        global n
        n += 1
        return not self
run('not', lambda: not BN())
class CO:
    def __contains__(self, x):
        global n
        n += 1
        return x in self
run('contains', lambda: 1 in CO())
class IT:
    def __iter__(self):
        global n
        n += 1
        return iter(self)
run('iter', lambda: iter(IT()))
class NX:
    def __next__(self):
        global n
        n += 1
        return next(self)
    def __iter__(self): return self
run('next', lambda: next(NX()))
class NF:
    def __next__(self):
        global n
        n += 1
        for x in self: pass
    def __iter__(self): return self
run('for', lambda: next(NF()))
class IX:
    def __index__(self):
        global n
        n += 1
        return [1][self]
run('index', lambda: [1][IX()])
class INT:
    def __int__(self):
        global n
        n += 1
        return int(self)
run('int', lambda: int(INT()))
class NEW:
    def __init__(self):
        global n
        n += 1
        NEW()
class NEW2:
    def __new__(cls):
        global n
        n += 1
        return NEW2()
run('new', NEW2)
class EN:
    def __enter__(self):
        global n
        n += 1
        with self: pass
    def __exit__(self, *a): pass
def en():
    with EN(): pass
run('enter', en)
class P:
    @property
    def x(self):
        global n
        n += 1
        return self.x
class PS:
    @staticmethod
    def x():
        global n
        n += 1
        return PS.x()
    @classmethod
    def y(cls):
        global n
        n += 1
        return cls.y()
    def z(self):
        global n
        n += 1
        return self.z()
run('static', lambda: PS.x())
run('class', lambda: PS.y())
run('method', lambda: PS().z())
class SU(PS):
    def z(self):
        global n
        n += 1
        return super().z()
run('super', lambda: SU().z())
def key(x):
    global n
    n += 1
    return sorted([1], key=key)
run('sorted', lambda: key(1))
def skey(x):
    global n
    n += 1
    return [1].sort(key=skey)
run('sort', lambda: skey(1))
def mp(x):
    global n
    n += 1
    return list(map(mp, [1]))
run('map', lambda: mp(1))
def fl(x):
    global n
    n += 1
    return list(filter(fl, [1]))
run('filter', lambda: fl(1))
def mx(x):
    global n
    n += 1
    return max([1], key=mx)
run('max', lambda: mx(1))
def ev():
    global n
    n += 1
    return eval('ev()')
run('eval', ev)
def ex():
    global n
    n += 1
    exec('ex()')
run('exec', ex)
code = compile('exc()', 's', 'eval')
def exc():
    global n
    n += 1
    return eval(code)
run('eval code', exc)
def gen():
    global n
    n += 1
    yield from gen()
run('yield from', lambda: list(gen()))
def gen2():
    global n
    n += 1
    for x in gen2(): yield x
run('for in gen', lambda: list(gen2()))
def comp():
    global n
    n += 1
    return [comp() for x in [1]]
run('comp', comp)
def gex():
    global n
    n += 1
    return list(gex() for x in [1])
run('genexp', gex)
def lam(): return (lambda: (count(), lam()))()
run('lambda', lam)
def aps(*a):
    global n
    n += 1
    return aps.__call__(*a)
run('__call__', aps)
def bound(self=None):
    global n
    n += 1
    return bound.__get__(1)()
run('bound', bound)
def klass():
    global n
    n += 1
    class K:
        klass()
run('class body', klass)
def deco(f=None):
    global n
    n += 1
    @deco
    def g(): pass
run('decorator', deco)
class MC(type):
    def __call__(cls):
        global n
        n += 1
        return cls()
run('metacall', lambda: MC('T', (), {})())
class IC(type):
    def __instancecheck__(cls, o):
        global n
        n += 1
        return isinstance(o, cls)
    def __subclasscheck__(cls, o):
        global n
        n += 1
        return issubclass(o, cls)
T = IC('T', (), {})
run('instancecheck', lambda: isinstance(1, T))
run('subclasscheck', lambda: issubclass(int, T))
class D:
    def __get__(self, o, t):
        global n
        n += 1
        return o.d
class HD: d = D()
run('descriptor', lambda: HD().d)
class DI:
    def __dir__(self):
        global n
        n += 1
        return dir(self)
run('dir', lambda: dir(DI()))
class MIS(dict):
    def __missing__(self, k):
        global n
        n += 1
        return self[k]
run('missing', lambda: MIS()[1])
class RV:
    def __reversed__(self):
        global n
        n += 1
        return reversed(self)
run('reversed', lambda: reversed(RV()))
class DV:
    def __divmod__(self, o):
        global n
        n += 1
        return divmod(self, o)
    def __pow__(self, o):
        global n
        n += 1
        return pow(self, o)
    def __round__(self):
        global n
        n += 1
        return round(self)
    def __abs__(self):
        global n
        n += 1
        return abs(self)
run('divmod', lambda: divmod(DV(), 1))
run('pow', lambda: pow(DV(), 1))
run('round', lambda: round(DV()))
run('abs', lambda: abs(DV()))
def srt():
    global n
    n += 1
    class K:
        def __lt__(self, o): return srt()
    sorted([K(), K()])
def insert():
    global n
    n += 1
    class K:
        def __hash__(self): return 1
        def __eq__(self, o): return insert()
    {K(), K()}
def ss():
    global n
    n += 1
    class K:
        def __str__(self): return ss()
    print(K())
run('print', ss)
def pc():
    global n
    n += 1
    class K:
        def __str__(self): return pc()
    '%s' % K()
def jn():
    global n
    n += 1
    ''.join(jn() for i in [1])
run('join', jn)
def rd():
    global n
    n += 1
    class K:
        def __del__(self): pass
        def __iter__(self): return rd()
    a, b = K()
