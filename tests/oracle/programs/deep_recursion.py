def depth(n):
    local = [n]
    if n == 0:
        return 0
    return 1 + depth(n - 1)
a = depth(5)
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)
b = fact(20)
b = fact(5)
