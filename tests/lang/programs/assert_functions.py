def f(a, b):
    assert a
    assert a, "m"
    assert a < b, f(a)
    assert a and b
    assert a is None and b is not None, (a,
        b)
    assert (a <
            b)
    assert not (a
                or b), "x"
    return assert_
