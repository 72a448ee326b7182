if (n := f()) > 1:
    print(n)
while (x := g()):
    h(x)
y = (z := 1) + z
def f():
    if (a := 1):
        return a
    return (b := a)
print((c := 2))
[d := 1, d]
