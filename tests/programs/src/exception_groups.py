def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
E=ExceptionGroup; B=BaseExceptionGroup
t(lambda: E("a",[])); t(lambda: E("a",[1])); t(lambda: E("a",3)); t(lambda: E(1,[ValueError()])); t(lambda: E("a")); t(lambda: E("a",[KeyboardInterrupt()]))
t(lambda: B("a",[ValueError(1)])); t(lambda: B("a",[KeyboardInterrupt()])); t(lambda: str(E("a",[ValueError(1),TypeError(2)])))
e=E("m",[ValueError(1),E("n",[TypeError(2),ValueError(3)]),OSError(4)])
t(lambda: e.split(ValueError)); t(lambda: e.subgroup((TypeError,OSError))); t(lambda: e.subgroup(lambda x: isinstance(x,TypeError))); t(lambda: e.subgroup(KeyError)); t(lambda: e.split(3)); t(lambda: e.split(E)); t(lambda: e.derive([ValueError()])); t(lambda: e.message); t(lambda: e.exceptions); t(lambda: e.args)
t(lambda: E.__mro__); t(lambda: E.__bases__); t(lambda: E[int]); t(lambda: isinstance(e,Exception)); t(lambda: B.__subclasses__()); t(lambda: setattr(e,"message",1))
class M(E):
    def derive(self, x): return M(self.message, x)
m=M("mm",[ValueError(1),TypeError(2)])
t(lambda: m.split(ValueError)); t(lambda: type(m.subgroup(TypeError)))
class N(B): pass
t(lambda: N("a",[KeyboardInterrupt()])); t(lambda: N("a",[ValueError()])); 
class V(B, ValueError): pass
t(lambda: V("a",[KeyboardInterrupt()]))
import sys, gc
import pickle, copy
t(lambda: pickle.loads(pickle.dumps(e))); t(lambda: copy.copy(e))
