import enum
from enum import *
class P(Flag):
    R=4; W=2; X=1; RWX=7
class I(IntFlag):
    A=1; B=2; C=8
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
t(lambda: P(8)); t(lambda: P(-1)); t(lambda: P(3)); t(lambda: I(16)); t(lambda: I(-1)); t(lambda: ~I.A); t(lambda: ~P.R); t(lambda: P(0)); t(lambda: I(0)); t(lambda: list(P)); t(lambda: list(P.RWX)); t(lambda: P.R|P.W); t(lambda: str(P.R|P.W)); t(lambda: str(I(3))); t(lambda: I(20)); t(lambda: str(I(20))); t(lambda: P.R in P.RWX); t(lambda: len(P.RWX)); t(lambda: P.R|1); t(lambda: 1|I.A); t(lambda: bool(P(0)))
t(lambda: Enum('N','a b')); t(lambda: list(Enum('N','a b'))); t(lambda: list(Enum('N',dict(a=1)))); t(lambda: list(IntEnum('N',['x','y'],start=5)))
t(lambda: Enum('N')); t(lambda: Enum('N',type=int)); t(lambda: P('x')); t(lambda: P.R.name); t(lambda: (P.R|P.W).name); t(lambda: P(0).name)
for b in ("STRICT","CONFORM","EJECT","KEEP"):
    if not hasattr(enum,b): continue
    class F(Flag, boundary=getattr(enum,b)):
        A=1; B=4
    t(lambda: F(2)); t(lambda: F(7)); t(lambda: F(-1)); t(lambda: F(5)); t(lambda: ~F.A); t(lambda: F(8)); t(lambda: F._boundary_)
if hasattr(enum,"verify"):
    def v(*c):
        def mk():
            @verify(*c)
            class X(IntEnum):
                A=1; B=3; D=1
            return X
        return mk
    t(v(UNIQUE)); t(v(CONTINUOUS)); 
    def nf():
        @verify(NAMED_FLAGS)
        class Y(Flag):
            A=1; B=6
        return Y
    t(nf)
    t(lambda: UNIQUE); t(lambda: FlagBoundary.KEEP); t(lambda: show_flag_values(P.RWX)); 
    @global_enum
    class G(Enum):
        AA=1
    t(lambda: AA); t(lambda: str(AA)); 
    @global_enum
    class GF(IntFlag):
        GA=1; GB=2
    t(lambda: GA|GB); t(lambda: str(GA|GB))
class S(Enum):
    A=1
    B=auto()
    def f(self): pass
    class In: pass
t(lambda: list(S)); t(lambda: S.In)
t(lambda: S.A.A)
t(lambda: dir(S)); t(lambda: dir(S.A)); t(lambda: enum.__all__)
t(lambda: S['Z']); t(lambda: S(99)); t(lambda: 3 in S); t(lambda: S.A in S)
class D(Enum):
    _ignore_='q'
    A=1
    def _missing_(cls, v): return 3
    _missing_=classmethod(_missing_)
t(lambda: D(4))
class E2(bytes, Enum):
    def __new__(cls, v, label):
        o=bytes.__new__(cls,[v]); o._value_=v; o.label=label; return o
    A=(1,"x")
t(lambda: E2.A); t(lambda: E2(1)); t(lambda: E2.A.label); t(lambda: str(E2.A)); t(lambda: format(E2.A))
t(lambda: IntEnum('K','a').a); t(lambda: format(IntEnum('K','a').a)); t(lambda: str(IntEnum('K','a').a)); t(lambda: f"{I.A}"); t(lambda: f"{I.A|I.B}")
class AU(Flag):
    A=auto(); B=auto(); C=auto(); AB=A|B
t(lambda: list(AU)); t(lambda: AU.AB); t(lambda: AU(3)); t(lambda: AU.A|AU.C)
