def chained(items):
    return [a for a in items if 0 < a < 3]
