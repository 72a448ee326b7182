# What instances of subclasses of built-ins take, and their dicts, read first or stored into first.
import sys
def base(b):
    class X(b): pass
    return X
for b in (object, dict, list, set, tuple, int, str, float, bytes, frozenset, Exception, ValueError, OSError, type(sys)):
    X = base(b)
    try: o = X('m') if b is type(sys) else X()
    except TypeError as e: print(b, e); continue
    r = [sys.getsizeof(o), sys.getsizeof(o.__dict__)]
    o.a = 1
    r.append(sys.getsizeof(o.__dict__))
    p = X('m') if b is type(sys) else X()
    p.a = 1
    p.b = 2
    r += [sys.getsizeof(p), sys.getsizeof(p.__dict__)]
    q = X('m') if b is type(sys) else X()
    q.b = 1
    r += [sys.getsizeof(q.__dict__)]
    for i in range(7): setattr(q, 'n%d' % i, 1)
    r += [sys.getsizeof(q.__dict__)]
    print(b.__name__, r)
