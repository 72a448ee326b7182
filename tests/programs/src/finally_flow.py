def a():
    for i in range(3):
        try:
            return i
        finally:
            print("fin a", i)
def b():
    try:
        raise ValueError
    except ValueError:
        return "except"
    finally:
        print("fin b")
def c():
    while True:
        try:
            try:
                break
            finally:
                print("inner")
        finally:
            print("outer")
    return "c"
def d():
    try:
        try:
            return 1
        finally:
            raise KeyError("override")
    except KeyError:
        return 2
def e():
    x = 0
    while x < 3:
        x += 1
        try:
            if x == 1:
                continue
            if x == 2:
                raise ValueError(x)
        except ValueError as err:
            print("err", err)
        else:
            print("else", x)
        finally:
            print("fin e", x)
def f():
    try:
        return "try"
    finally:
        return "finally"
def g():
    try:
        pass
    except Exception:
        pass
    else:
        print("else")
    finally:
        print("end")
def h():
    try:
        try:
            1 / 0
        except ZeroDivisionError as z:
            try:
                {}[1]
            except KeyError as k:
                print(repr(k.__context__))
            print(z)
            raise
    except ArithmeticError as o:
        print(type(o).__name__, o.__traceback__ is not None)
def i():
    try:
        raise ValueError("a")
    except ValueError as e:
        saved = e
    try:
        raise saved
    except ValueError as e2:
        print(e2 is saved)
    try:
        raise KeyError("new") from None
    except KeyError as k:
        print(k.__suppress_context__, k.__cause__)
print(a(), b(), c(), d())
e()
print(f())
g()
h()
i()
