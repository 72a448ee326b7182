def f():
    try:
        return a
    finally:
        b
def g():
    try:
        return 1
    except E:
        return 2
    else:
        return 3
    finally:
        c
def h():
    try:
        a
    finally:
        return 1
def i():
    while a:
        try:
            if b:
                break
            if c:
                continue
            d
        finally:
            e
def j():
    for x in y:
        try:
            return x
        except E:
            continue
        except F as f:
            break
        finally:
            z
def k():
    try:
        a
    except E as e:
        return e
def l():
    try:
        a
    except E as e:
        return 1
    return 2
def m():
    for x in y:
        try:
            a
        finally:
            break
def n():
    for x in y:
        try:
            a
        finally:
            continue
def o():
    try:
        try:
            return a()
        finally:
            b
    finally:
        c
def p():
    for x in y:
        for z in x:
            try:
                return z
            finally:
                w
def q():
    try:
        raise E
    finally:
        a
def r():
    try:
        pass
    except E:
        return 1
    return 2
def s():
    try:
        return f(a, b)
    except E as e:
        try:
            return e
        finally:
            c
def t():
    while True:
        try:
            a()
        except E:
            pass
        else:
            return
def u():
    try:
        return (a,
                b)
    finally:
        c
def v(x):
    try:
        if x: return
    finally:
        return x
