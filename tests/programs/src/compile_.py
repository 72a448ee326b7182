# compile(): modes, flags, what is refused, the file that the code says it is from.
c = compile("x = 1\nprint(x + 1)", "file.py", "exec")
print(c, c.co_name, c.co_filename, c.co_flags, c.co_names, c.co_consts)
exec(c)
e = compile("1 + 2 * y", "<e>", "eval")
print(eval(e, {"y": 4}), e.co_names)
y = 5
print(eval(e))
s = compile("y * 2", "<s>", "single")
exec(s); exec(compile("None", "<s>", "single")); exec(compile("z = 3", "<s>", "single")); print(z)
def t(f):
    try: print(repr(f()))
    except BaseException as x: print(type(x).__name__, x, getattr(x, 'filename', ''), getattr(x,'lineno',''))
t(lambda: compile("x", "f", "foo")); t(lambda: compile("x", "f")); t(lambda: compile("x +", "f.py", "exec")); t(lambda: compile("x = 1", "f", "eval"))
t(lambda: compile(5, "f", "exec")); t(lambda: compile("x", 5, "exec")); t(lambda: compile("x", "f", "exec", flags=1 << 30)); t(lambda: compile("x", "f", "exec", optimize=5))
t(lambda: compile(b"x = 7", "f", "exec").co_names); t(lambda: compile("a\0b", "f", "exec")); t(lambda: compile("", "f", "exec").co_consts)
t(lambda: compile(source="q", filename="g", mode="eval").co_filename); t(lambda: compile("x", "f", "exec", 0, True, -1).co_name)
t(lambda: compile("  x", "f", "eval").co_names); t(lambda: compile("  x", "f", "exec"))
t(lambda: compile("def f(a: b): pass", "f", "exec", 0x1000000).co_flags); t(lambda: compile("x;y", "f", "single").co_names)
try: exec(compile("\n\n1/0", "boom.py", "exec"))
except ZeroDivisionError as x: print(x.__traceback__.tb_next.tb_lineno, x.__traceback__.tb_next.tb_frame.f_code.co_filename)
g = {}
exec(compile("def h(n): return n * 2", "h.py", "exec"), g); print(g["h"](4), g["h"].__code__.co_filename)
t(lambda: compile(c, "f", "exec")); t(lambda: compile("x", b"f", "exec").co_filename); t(lambda: compile("x", "f", 5)); t(lambda: compile("x", "f", "exec", dont_inherit=1).co_names)
import sys
code = compile("[i for i in range(3)]", "f", "eval"); print(eval(code))
t(lambda: exec(compile("assert 0", "f", "exec"))); t(lambda: exec(compile("assert 0", "f", "exec", optimize=1))); t(lambda: compile("'doc'", "f", "exec", optimize=2).co_consts); t(lambda: eval(compile("__debug__", "f", "eval", optimize=1)))
