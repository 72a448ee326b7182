"""What memory looks like where a program stands in this interpreter, told to `ouro verify` and to the page of `v`.

Executed once in a process of its own, by a line between two statements of the program, with `names`, the program's global names.
That line has put there what is needed: __ouro_write__ and __ouro_leave__ of posix, and __ouro_late__ when it is to look only where
an exception ends the program: (was the collector on, the counter of generation 0). The process ends with the look: what it
moves by looking is seen by nobody. Tells behind what the program has printed, a line each:

    = MATTER THING VALUE    MATTER of src/report/aspects.def, THING as a program reaches it
    ? MATTER                what Python code cannot see here
    .                       that was all
"""
import gc
import sys

DEPTH, CHILDREN, VALUE_MOST = 3, 24, 18
IMMORTAL = 1 << 30
LEAVES = (int, float, str, bytes, bool, type(None))
BEGIN = "\0ouro\n"


class Slotted:
    __slots__ = ("kept",)


SLOT, FUNCTION, CODE, MODULE = type(Slotted.kept), type(lambda: None), type((lambda: None).__code__), type(sys)


def escaped(text):
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def names_in(code):
    found = list(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CODE):
            found += names_in(constant)
    return found


def references(thing):
    """As many as the program holds: those of this function and its caller are taken off."""
    return sys.getrefcount(thing)


def base_of():
    """What the walk itself adds to a count, measured on an object that the program does not have."""
    found = []
    known = {"a": Slotted()}

    def walk_known(get):
        thing = get()
        measured_known(thing)

    def measured_known(thing):
        found.append(references(thing))

    walk_known(lambda: known["a"])
    return found[0] - 1


def look(names, identifiers):
    try:
        young = [{id(thing) for thing in gc.get_objects(generation=number)} for number in range(3)]
    except TypeError:
        young = None
    out = [] if young else ["? generation"]
    empty_list = sys.getsizeof([])
    base = base_of()
    own = [name for name in names if not (name.startswith("__") and name.endswith("__"))]

    def note(matter, what, value):
        out.append("= " + matter + "\t" + escaped(what) + "\t" + escaped(value))

    def generation_of(thing):
        for number, members in enumerate(young):
            if id(thing) in members:
                return number
        return -1

    def measured(what, thing):
        kind = type(thing)
        note("type", what, {"ReferenceType": "weakref"}.get(kind.__name__, kind.__name__))
        if kind in LEAVES and len(repr(thing)) <= VALUE_MOST:
            note("value", what, repr(thing))
        count = references(thing) - base
        if count < IMMORTAL:
            note("count", what, str(count))
        note("size", what, str(sys.getsizeof(thing)))
        if young is not None:
            note("generation", what, str(generation_of(thing)))
        if kind is list:
            note("room", what, str((sys.getsizeof(thing) - empty_list) // 8))

    def has_own(thing, name):
        """Asking for __dict__ would make one where the attributes do without."""
        for base in type(thing).__mro__:
            if name in base.__dict__ and type(base.__dict__[name]) is not SLOT:
                return False
        try:
            object.__getattribute__(thing, name)
        except AttributeError:
            return False
        return True

    def children(thing):
        kind = type(thing)
        if kind in (list, tuple):
            return [("[%d]" % i, lambda i=i: thing[i]) for i in range(min(len(thing), CHILDREN))]
        if kind is dict:
            keys = [key for key in list(thing)[:CHILDREN] if type(key) in (int, str)]
            return [("[%r]" % (key,), lambda key=key: thing[key]) for key in keys]
        if issubclass(kind, type) or kind.__module__ != "__main__":
            return []
        return [("." + name, lambda name=name: object.__getattribute__(thing, name)) for name in identifiers
                if has_own(thing, name)]

    def walk(what, get, depth, seen):
        thing = get()
        if id(thing) in seen:
            return
        seen.add(id(thing))
        measured(what, thing)
        if depth == DEPTH or issubclass(type(thing), (type, FUNCTION, MODULE)):
            return
        below = children(thing)
        thing = None
        for step, child in below:
            walk(what + step, child, depth + 1, seen)

    seen = {id(names)}
    for name in own:
        same = [other for other in own if other != name and names[other] is names[name]]
        note("identity", name, ", ".join(same))
        note("name", name, "there")
        walk(name, lambda: names[name], 0, seen)
    return out


def tell(names, identifiers):
    gc.disable()
    try:
        sys.__stdout__.flush()  # what waits to be written is held until then, and a terminal does not let it wait
    except Exception:
        pass
    told = look(names, identifiers)
    rest = (BEGIN + "\n".join(told + ["."]) + "\n").encode("utf-8", "surrogateescape")
    while rest:
        rest = rest[names["__ouro_write__"](1, rest):]
    names["__ouro_leave__"](0)


def wait_for_the_end(names, identifiers, was_on, counter):
    """Look when an exception has ended the program; what is made here brings no collection nearer."""
    import atexit
    sys.excepthook = lambda kind, problem, trail: tell(names, identifiers)
    atexit.register(tell, names, identifiers)
    young, middle, old = gc.get_threshold()
    if young:
        gc.set_threshold(young + gc.get_count()[0] - counter, middle, old)
    if was_on:
        gc.enable()


def main():
    identifiers = sorted(set(names_in(sys._getframe(3).f_code)))
    if "__ouro_late__" in names:
        wait_for_the_end(names, identifiers, *names["__ouro_late__"][:2])
    else:
        tell(names, identifiers)


main()
