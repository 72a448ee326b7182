count = 0


def make():
    n = 10

    def up():
        nonlocal n
        global count
        n += 1
        count += 1
        return n

    def read():
        return n
    return up, read


up, read = make()
other, _ = make()
print(up(), up(), read(), other(), count)
print([c.cell_contents for c in up.__closure__], up.__code__.co_freevars, make.__code__.co_cellvars)
for source in ("def f():\n  nonlocal q", "nonlocal q", "def f(a):\n  global a", "def f():\n  x = 1\n  global x"):
    try:
        compile(source, "<s>", "exec")
    except SyntaxError as e:
        print(e.msg)
