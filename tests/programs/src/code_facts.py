# What a code object says of itself: documentation, flags and constants.
def f():
    "text"
def h():
    return "text"
print(f.__doc__, h.__doc__, f.__code__.co_flags, h.__code__.co_flags, f.__code__.co_consts, h.__code__.co_consts)
def k(): return "text"
print(k.__doc__, k.__code__.co_consts)
print((lambda: "x").__code__.co_consts, (lambda: "x").__doc__)
