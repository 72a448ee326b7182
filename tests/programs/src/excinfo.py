import sys
print(sys.exc_info())
try:
    1 / 0
except ZeroDivisionError as e:
    t, v, tb = sys.exc_info()
    print(t.__name__, v is e, tb.tb_lineno, tb.tb_next, tb.tb_frame.f_code.co_name)
    try:
        raise KeyError
    except KeyError:
        print(sys.exc_info()[0].__name__)
    print(sys.exc_info()[0].__name__)
del t, v, tb
print(sys.exc_info())
class E(Exception):
    def __del__(self):
        print("exception freed")
try:
    raise E("x")
except E as e:
    print("handling", sys.getrefcount(e) > 1)
print("after")
def f():
    local = D()
    raise ValueError("keeps frame")
class D:
    def __del__(self):
        print("local freed")
try:
    f()
except ValueError as e:
    keep = e
print("kept")
keep.__traceback__ = None
print("cleared")
try:
    f()
except ValueError as e:
    tb = e.__traceback__
    n = 0
    while tb:
        n += 1
        tb = tb.tb_next
    print(n)
print("end")
