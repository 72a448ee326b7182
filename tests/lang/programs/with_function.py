def f():
    with a:
        return b
def g():
    with a as b:
        return 1
def h():
    for x in y:
        with a:
            if b:
                break
            if c:
                continue
            d
def i():
    with a, b as c:
        return c
def j():
    try:
        with a:
            b
    except E:
        c
    finally:
        d
def k():
    with a:
        try:
            return b
        finally:
            c
def l():
    while x:
        with a:
            return
    return 1
def m():
    with a:
        b
    with c as d:
        e
    return d
def n():
    with (
        a
    ) as b:
        c
