def f():
    try:
        a
    finally:
        with b:
            c
def g():
    with a as x:
        with b:
            try:
                return x
            except E as e:
                return e
            finally:
                d
def h():
    while a:
        with b:
            try:
                c
            except E:
                break
            finally:
                continue
    for i in a:
        try:
            with b: break
        except E as e:
            with c: continue
        else:
            return i
        finally:
            d
