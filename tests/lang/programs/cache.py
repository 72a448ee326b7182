_cache = {}
def fib(n):
    if n in _cache:
        return _cache[n]
    if n < 2:
        r = n
    else:
        r = fib(n - 1) + fib(n - 2)
    _cache[n] = r
    return r
print(fib(20), len(_cache))
