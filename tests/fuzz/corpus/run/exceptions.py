try:
    1 / 0
except ZeroDivisionError as e:
    print("caught", e, type(e).__name__, e.args)
try:
    [][1]
except (KeyError, IndexError) as e:
    print("index", e)
else:
    print("no")
finally:
    print("finally")
try:
    {}["k"]
except KeyError as e:
    print("key", e, repr(e))
class MyErr(Exception):
    def __init__(self, a):
        super().__init__(a)
        self.a = a
def f():
    try:
        raise MyErr(5)
    finally:
        print("cleanup")
try:
    f()
except MyErr as e:
    print(e.a, e)
def g():
    try:
        return "from try"
    finally:
        print("g finally")
print(g())
def h():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
            print("i", i)
        finally:
            print("fin", i)
h()
try:
    try:
        raise ValueError("a")
    except ValueError as e:
        raise TypeError("b") from e
except TypeError as e:
    print(repr(e), repr(e.__cause__), repr(e.__context__))
try:
    try:
        1 / 0
    except ZeroDivisionError:
        undefined
except NameError as e:
    print(e, repr(e.__context__))
try:
    raise
except RuntimeError as e:
    print(e)
try:
    int("x")
except ValueError as e:
    print(e)
try:
    None.x
except AttributeError as e:
    print(e)
try:
    "a" + 1
except TypeError as e:
    print(e)
try:
    assert 1 == 2, "msg"
except AssertionError as e:
    print("assert", e)
try:
    f(1, 2)
except TypeError as e:
    print(e)
try:
    e
except NameError as x:
    print(x)
def nested():
    try:
        try:
            raise KeyError("inner")
        except IndexError:
            print("wrong")
        finally:
            print("inner finally")
    except KeyError:
        print("outer")
        raise
try:
    nested()
except Exception as e:
    print("again", repr(e))
try:
    raise StopIteration(3)
except StopIteration as s:
    print(s.value)
print("done")
