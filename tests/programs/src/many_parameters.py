"""Functions of more parameters, locals and names than a table begins with."""
def name(i): return "a%d" % i
def default(i): return "a%d=%d" % (i, i)
for count in (1, 16, 17, 64, 65, 128, 129, 250, 600):
    names = list(map(name, range(count)))
    space = {}
    exec("def f(%s): return %s" % (", ".join(names), " + ".join(names)), space)
    print(count, space["f"](*range(count)), space["f"].__code__.co_argcount)
    exec("def g(*, %s): return a0, %s" % (", ".join(map(default, range(count))), names[-1]), space)
    print(space["g"](), space["g"].__code__.co_nlocals)
    exec("def h():\n    %s = 5\n    return %s" % (" = ".join(names), names[-1]), space)
    print(space["h"](), space["h"].__code__.co_nlocals)
    exec(" = ".join(names) + " = 7", space)
    print(len(space), space[names[-1]])
