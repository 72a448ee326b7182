print(eval("1 + 2 * 3"))
x = 5
print(eval("x * 2"), eval("y", {"y": 7}), eval("z + w", {"z": 1}, {"w": 2}))
exec("a = 10\nb = a + 1")
print(a, b)
ns = {}
exec("def f(n):\n    return n * 2\nq = f(21)", ns)
print(ns["q"], ns["f"](4))
def f():
    v = 3
    return eval("v + 1"), locals()
print(f())
print(globals()["x"], "x" in globals(), __name__)
try:
    eval("1 +")
except SyntaxError as e:
    print("syntax")
try:
    exec("undefined_thing")
except NameError as e:
    print(e)
