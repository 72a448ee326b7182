import pickle, collections, datetime, fractions, enum, dataclasses
class A:
    def __init__(self): self.x=1; self.me=self
class S:
    __slots__=('a','b')
class E(enum.Enum):
    R=1
@dataclasses.dataclass
class D:
    a:int; b:list
P=collections.namedtuple("P","x y")
s=S(); s.a=3
class L(list): pass
class N:
    class In: pass
objs=[None,True,0,1,255,256,65536,-1,1<<31,1<<100,-(1<<100),1.5,"ab","\u0444\n\\",b"ab",b"",bytearray(b"xy"),(),(1,),(1,2),(1,2,3,4),[1,2,[3]],{},{1:2,"a":"b"},{1},frozenset([2]),range(3),1j,A(),s,E.R,D(1,[2]),P(1,2),L([1]),len,A,ValueError("a"),collections.deque([1,2],3),collections.OrderedDict(a=1),collections.Counter("aab"),collections.defaultdict(list,a=[1]),Ellipsis,NotImplemented,type(None),[].append,slice(1,2),OSError(2,"x"),"x"*300,list(range(1001))]
for o in objs:
    for proto in range(pickle.HIGHEST_PROTOCOL+1):
        try:
            b=pickle.dumps(o,proto)
        except Exception as e:
            print(type(o).__name__,proto,type(e).__name__,e); continue
        try: print(type(o).__name__,proto,b if len(b)<200 else hash(b), repr(pickle.loads(b))[:60])
        except Exception as e: print("load",type(o).__name__,proto,type(e).__name__,e)
a=[1]; a.append(a)
print(pickle.loads(pickle.dumps(a)))
def f():
    def g(): pass
    return g
for bad in (lambda: 0, f(), (i for i in ()), open):
    try: print(pickle.loads(pickle.dumps(bad)))
    except Exception as e: print(type(e).__module__, type(e).__name__, e)
for bad in (b"", b"x", b"\x80\x09.", b"(", b".", b"0", b"K", "a", b"\x80\x03]q\x00(K\x01K\x02e"):
    try: print(pickle.loads(bad))
    except Exception as e: print(type(e).__module__, type(e).__name__, e)
