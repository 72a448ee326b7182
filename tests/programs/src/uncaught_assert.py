def check(v):
    assert v > 0, "must be positive: %d" % v
    return v
check(1)
check(-1)
