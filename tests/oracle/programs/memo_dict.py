memo = {}
def fib(n):
    if n in memo:
        return memo[n]
    value = n if n < 2 else fib(n - 1) + fib(n - 2)
    memo[n] = value
    return value
x = fib(12)
y = fib(20)
memo.clear()
x = y = None
