import traceback
def f(x): raise x
def mk(e):
    try: f(e)
    except BaseException as x: return x
eg=ExceptionGroup("outer\nline",[mk(ValueError(1)),mk(ExceptionGroup("inner",[mk(TypeError("t")),KeyError("k")])),OSError(2,"x")])
try: raise eg
except ExceptionGroup as e:
    e.add_note("a note"); traceback.print_exc()
try:
    try: raise ValueError("c")
    except ValueError as c: raise ExceptionGroup("g",[mk(IndexError(5))]) from c
except ExceptionGroup as e: traceback.print_exc(); x=e
raise ExceptionGroup("last",[x, mk(ValueError(3))])
