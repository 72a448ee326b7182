# Attributes that are words of a structure, and those that C code computes: what they show, what they refuse.
def f(): yield 1
class A:
    __slots__=('x',)
    def m(self): pass
def t(o, n, v=1):
    try: setattr(o,n,v); print(n,'set')
    except Exception as e: print(n, type(e).__name__, e)
    try: delattr(o,n); print(n,'deleted')
    except Exception as e: print(n, type(e).__name__, e)
t(f,'__closure__'); t(f,'__globals__'); t(slice(1),'start'); t(range(3),'stop'); t(A().m,'__func__'); t(A().m,'__self__')
t(property(),'fget'); t(super(A,A()),'__self__'); t(f.__code__,'co_name'); t(f.__code__,'co_code'); t(f(),'gi_code'); t(f(),'gi_running')
t(type,'__base__'); t(A,'__mro__'); t(A,'__basicsize__'); t(classmethod(f),'__func__'); t(staticmethod(f),'__func__')
import sys
t(sys._getframe(),'f_code'); t(sys._getframe(),'f_back'); t(sys._getframe(),'f_lasti'); t(type.__dict__['__base__'],'__name__')
try: 1/0
except Exception as e: x=e
t(x.__traceback__,'tb_frame'); t(x.__traceback__,'tb_lineno')
for d in (slice.start, range.stop, OSError.errno, OSError.characters_written, StopIteration.value, SyntaxError.msg, type.__dict__['__base__'], type.__dict__['__mro__'], type.__dict__['__name__'], type(f).__closure__, type(f).__code__, property.fget, BaseException.args, type(f.__code__).co_code, type(f.__code__).co_name, int.real, A.x, type(f()).gi_code, type(x.__traceback__).tb_frame, BaseException.__suppress_context__, UnicodeDecodeError.start):
    print(d, type(d).__name__)
t(x,'__suppress_context__'); t(StopIteration(1),'value'); t(OSError(1,2),'errno')
