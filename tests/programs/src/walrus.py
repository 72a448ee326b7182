if (n := 10) > 5:
    print(n)
while (k := n - 1) > 7:
    n = k
print(n, k)
def f(x, y=(z := 3)):
    return (q := x) + y, q
print(f(1), z)
print([a := 1, b := a + 1], a, b)
