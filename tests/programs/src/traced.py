"""sys.settrace: calls, lines, returns and exceptions, as the version tells of them."""
import sys
def show(frame, event, arg):
    if event == 'exception': arg = (arg[0].__name__, str(arg[1]))
    print(event, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, arg if not callable(arg) else '')
    return show
def f(a, b):
    c = a + b
    for i in range(2):
        c += i
    while c < 6: c += 1
    if c: return c
    return 0
def one(): return 1
def g(n):
    for i in range(n):
        yield i
def d():
    x = yield from [3]
    try:
        raise ValueError(x)
    except ValueError as e:
        pass
    finally:
        x = 2
def bad():
    e = 1
    1/0
def outer():
    try:
        bad()
    except ZeroDivisionError:
        return [i for i in (1, 2)]
class K:
    def __init__(self):
        self.x = 1
        with self:
            pass
    def __enter__(self): return 1
    def __exit__(self, *a): pass
sys.settrace(show)
f(1, 2)
one()
list(g(2))
for x in d(): pass
outer()
K()
class Q:
    y = 1
sum(i for i in range(2))
print(sys.gettrace() is show)
sys.settrace(None)
f(1, 2)
def none(frame, event, arg): print('call only', event, frame.f_code.co_name)
sys.settrace(none); f(1,2); one(); sys.settrace(None)
def wrong(frame, event, arg):
    if event == 'line': raise KeyError('tracer')
    return wrong
sys.settrace(wrong)
try: f(1, 2)
except KeyError as e: print('out', e, sys.gettrace())
