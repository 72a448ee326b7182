# Every built-in exception class, which error numbers have one of their own, and what the fields refuse.
import builtins

for name in sorted(dir(builtins)):
    kind = getattr(builtins, name)
    if not isinstance(kind, type) or not issubclass(kind, BaseException) or "Group" in name:
        continue
    print(name, kind.__name__, kind.__base__.__name__, kind.__basicsize__, [c.__name__ for c in kind.__mro__[1:-1]])
print(sorted(c.__name__ for c in OSError.__subclasses__() if c.__module__ == "builtins"))
print(sorted(c.__name__ for c in Warning.__subclasses__() if c.__module__ == "builtins"))

for v in (2.0, True, 10, 11, 114, 115, 32,108,103,111,104,4,21,20,3,110,13,1,99):
    print(v, type(OSError(v,'x')).__name__)
for v in ([], {}, 'a', None):
    try: print(type(OSError(v,'x')).__name__, OSError(v,'x').args)
    except TypeError as e: print('TE', e)
e = BlockingIOError(11,'busy',7)
print(e.args, e.characters_written, e.filename, str(e))
e = OSError(11,'busy',7)
print(type(e).__name__, e.args, e.characters_written, e.filename, str(e))
e = OSError(11,'busy','f')
print(type(e).__name__, e.args, e.filename, str(e))
try: e.characters_written
except AttributeError as x: print(x)
e.characters_written = 5
print(e.characters_written)
for v in ('a', 2.5, 1<<70, None):
    try: e.characters_written = v
    except Exception as x: print(type(x).__name__, x)
print(e.characters_written)
try: del e.characters_written; print('deleted')
except Exception as x: print(type(x).__name__, x)
try: print(e.characters_written)
except Exception as x: print(type(x).__name__, x)
try: del e.characters_written; print('deleted')
except Exception as x: print(type(x).__name__, x)
e = OSError(2,'no',"f")
try: e.characters_written
except AttributeError as x: print(x)
e = BlockingIOError(11,'busy',1<<70) if 0 else None
try: BlockingIOError(11,'busy',1<<70)
except Exception as x: print(type(x).__name__, x)
class B(BlockingIOError): pass

class C:
    def __index__(self): return 9
print(BlockingIOError(1,'s',C()).characters_written)
print(repr(BlockingIOError(1,'s',C())))
print(BlockingIOError(1).args, BlockingIOError().characters_written if 0 else '')
print(issubclass(BlockingIOError, OSError), BrokenPipeError.__mro__)
print(sorted(c.__name__ for c in OSError.__subclasses__() if c.__module__=='builtins'))
print(sorted(c.__name__ for c in Warning.__subclasses__() if c.__module__=='builtins'))
def t(f):
    try: r=f(); print(repr(r), '|', str(r))
    except Exception as e: print(type(e).__name__, e)
t(lambda: UnicodeTranslateError('abc',1,2,'bad'))
t(lambda: UnicodeTranslateError('a\u1234c',1,2,'bad'))
t(lambda: UnicodeTranslateError('a\U00012345c',1,2,'bad'))
t(lambda: UnicodeTranslateError('abc',1,3,'bad'))
t(lambda: UnicodeTranslateError('abc',1,3))
t(lambda: UnicodeTranslateError(b'abc',1,3,'x'))
t(lambda: UnicodeTranslateError('abc','1',3,'x'))
t(lambda: UnicodeTranslateError('abc',1,3.0,'x'))
t(lambda: UnicodeTranslateError('abc',1,3,5))
e=UnicodeTranslateError('abc',1,2,'bad')
print(e.encoding,e.object,e.start,e.end,e.reason,e.args)
e.encoding='u'; e.start=100; print(e.start, e.end); e.start=-5; print(e.start); e.end=200; print(e.end); e.end=-3; print(e.end)
e.object=5
t(lambda: e)
t(lambda: e.object); t(lambda:e.start)
for n in ('encoding','object','start','end','reason'):
    try: delattr(e,n); print('del',n)
    except Exception as x: print(n,type(x).__name__,x)
for n in ('object','start','end','reason','encoding'):
    try: print(n, getattr(e,n))
    except Exception as x: print(n,type(x).__name__,x)
e=UnicodeEncodeError('ascii','\xe9',0,1,'no')
print(e.encoding,e.object,e.start,e.end,e.reason, e)
e.start=50; print(e.start,e.end); print(e)
try: e.start='a'
except Exception as x: print(x)
try: e.end=1<<80
except Exception as x: print(type(x).__name__, x)
try: UnicodeEncodeError('ascii','\xe9',1<<80,1,'no')
except Exception as x: print(type(x).__name__, x)
t(lambda: UnicodeEncodeError(1,'\xe9',0,1,'no'))
t(lambda: UnicodeEncodeError('a',b'\xe9',0,1,'no'))
t(lambda: UnicodeEncodeError('a','b',0,1,b'no'))
t(lambda: UnicodeEncodeError('a','b',0,1,'no',x=1))
t(lambda: UnicodeDecodeError('a','b',0,1,'no'))
t(lambda: UnicodeDecodeError('a',b'b',0,1,'no'))
t(lambda: UnicodeDecodeError('a',b'',0,1,'no'))
t(lambda: UnicodeDecodeError('a',5,0,1,'no'))
t(lambda: UnicodeError('a',5,0,1,'no'))
d=UnicodeDecodeError('a',b'bcd',0,1,'no')
d.start=10; d.end=0; print(d.start,d.end,d)
for a in 'start','end':
    setattr(d,a,-4); print(getattr(d,a))
x=UnicodeDecodeError.__new__(UnicodeDecodeError)
print(repr(str(x)))
for n in ('object','start','end','reason','encoding'):
    try: print(n, getattr(x,n))
    except Exception as q: print(n,type(q).__name__,q)
class S(str): pass
print(UnicodeTranslateError(S('abc'),1,2,'bad'))
