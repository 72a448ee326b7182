"""What memory looks like in this interpreter while a program runs, told to `ouro verify`.

usage: python -I -S -B -c PROBE PROGRAM FILENAME LINES

Runs the text PROGRAM as the module __main__ and looks at it when each of LINES (rising, joined by commas) is about to run in the
module, and at its end. Tells, a line each, what is new since the last look:

    @ LINE BYTES            a look, and how much the program has printed until then
    = MATTER THING VALUE    MATTER of src/report/aspects.def, THING as a program reaches it; a name without a value is gone
    ! STATUS                the end; then the printed bytes follow

It sees what Python code can see. While it looks it makes small lists and strings of its own, which come and go through the same
free lists and blocks as the program's, so it tells nothing of these; the collector's first counter it sets back.
"""
import sys

DEPTH, CHILDREN, VALUE_MOST, SPARES = 3, 24, 18, 5000
IMMORTAL = 1 << 30
LEAVES = (int, float, str, bytes, bool, type(None))


def escaped(text):
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def main():
    import gc
    import os
    import types

    gc.disable()
    text, filename, lines = sys.argv[1], sys.argv[2], [int(n) for n in sys.argv[3].split(",") if n]
    sys.argv[:] = [filename]
    told = os.dup(1)
    file = os.open("printed", os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(file, 1)
    main_module = types.ModuleType("__main__")
    names = main_module.__dict__
    for name, value in (("__annotations__", {}), ("__builtins__", __builtins__), ("__file__", filename), ("__cached__", None)):
        names[name] = value
    sys.modules["__main__"] = main_module
    out, last = [], {}
    empty_list = sys.getsizeof([])
    generations = sys.version_info >= (3, 8)
    hidden = {id(x) for x in (main_module, names)}

    def generation_of(thing, young):
        for number, members in enumerate(young):
            if id(thing) in members:
                return number
        return -1

    def members(number):
        return {id(x) for x in gc.get_objects(generation=number)}

    def note(matter, what, value):
        key = matter + "\t" + escaped(what)  # strings only: what the collector counts would move its counters
        if last.get(key) != value:
            last[key] = value
            out.append("= " + key + "\t" + escaped(value))

    class Spare:
        __slots__ = ("kept",)

    spares = [Spare() for i in range(SPARES)]

    def set_counter(wanted):
        """The counter of generation 0 as it was: making an object of this class adds one, losing one takes one off."""
        for i in range(SPARES):
            now = gc.get_count()[0]
            if now > wanted and spares:
                spares.pop()
            elif now < wanted:
                spares.append(Spare())
            else:
                break

    # What is freed waits in lists of its kind, and what is taken from these does not count. So what waits there is taken out
    # before a look and put back behind it; nothing of this may make a list or a tuple on its way.
    # (Tuples of three are what gc.get_count() itself gives; they are left alone.)
    makers = [lambda: [], lambda: {}] + [lambda n=n: tuple(range(n)) for n in range(1, 20) if n != 3]
    waiting = [[] for make in makers]
    used = []

    def take_all(kept):
        """Kept by kind where that is asked for, else for good."""
        for kind in range(len(makers)):
            make = makers[kind]
            while True:
                before = gc.get_count()[0]
                one = make()
                if gc.get_count()[0] > before:
                    used.append(one)
                    break
                if kept:
                    waiting[kind].append(one)
                else:
                    used.append(one)

    def put_back():
        for kind in range(len(makers)):
            while waiting[kind]:
                waiting[kind].pop()

    def references(thing):
        """As many as the program holds: those of this function and its caller are taken off."""
        return sys.getrefcount(thing)

    class Known:
        pass

    known = {"a": Known()}

    def measured(what, thing, young, base):
        kind = type(thing)
        note("type", what, {"ReferenceType": "weakref"}.get(kind.__name__, kind.__name__))
        if kind in LEAVES and len(repr(thing)) <= VALUE_MOST:
            note("value", what, repr(thing))
        count = references(thing) - base
        if count < IMMORTAL:
            note("count", what, str(count))
        note("size", what, str(sys.getsizeof(thing)))
        if young is not None:
            note("generation", what, str(generation_of(thing, young)))
        if kind is list:
            note("room", what, str((sys.getsizeof(thing) - empty_list) // 8))

    def has_own(thing, name):
        """Asking for __dict__ would make one where the attributes do without."""
        for base in type(thing).__mro__:
            if name in base.__dict__ and type(base.__dict__[name]) is not types.MemberDescriptorType:
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
        if isinstance(thing, type) or kind.__module__ != "__main__":
            return []
        return [("." + name, lambda name=name: object.__getattribute__(thing, name)) for name in identifiers
                if has_own(thing, name)]

    def walk(what, get, young, base, depth, seen):
        thing = get()
        if id(thing) in seen:
            return
        seen.add(id(thing))
        measured(what, thing, young, base)
        if depth == DEPTH or isinstance(thing, (type, types.FunctionType, types.ModuleType)):
            return
        below = children(thing)
        thing = None
        for step, child in below:
            walk(what + step, child, young, base, depth + 1, seen)

    def base_of():
        """What the walk itself adds to a count, measured on an object that the program does not have."""
        found = []

        def walk_known(get):
            thing = get()
            measured_known(thing)

        def measured_known(thing):
            found.append(references(thing))

        walk_known(lambda: known["a"])
        return found[0] - 1

    def look(line):
        counter = gc.get_count()[0]
        enabled = gc.isenabled()
        gc.disable()
        take_all(True)
        try:
            sys.stdout.flush()
        except Exception:
            pass
        out.append("@ %d %d" % (line, os.lseek(1, 0, 1)))
        young = [members(number) for number in range(3)] if generations else None
        base = base_of()
        own = [name for name in names if not (name.startswith("__") and name.endswith("__"))]
        for name in own:
            same = [other for other in own if other != name and names[other] is names[name]]
            note("identity", name, ", ".join(same))
        for key in [key for key in last if key.startswith("name\t") and key[5:] not in own]:
            del last[key]
            out.append("= " + key + "\t")
        seen = set(hidden)
        for name in own:
            note("name", name, "there")
            walk(name, lambda: names[name], young, base, 0, seen)
        young = seen = own = same = None
        take_all(False)
        put_back()
        set_counter(counter)
        if enabled:
            gc.enable()

    def names_in(code):
        found = list(code.co_names)
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                found += names_in(constant)
        return found

    code = compile(text, filename, "exec", dont_inherit=True)
    identifiers = sorted(set(names_in(code)))
    def in_module(frame, event, argument):
        if event == "line" and lines and frame.f_lineno == lines[0]:
            lines.pop(0)
            look(frame.f_lineno)
        elif event == "return":
            look(0)
        return in_module

    def trace(frame, event, argument):
        return in_module if frame.f_code is code else None

    status = 0
    gc.collect()
    sys.settrace(trace)
    set_counter(0)
    gc.enable()
    try:
        exec(code, names)
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else leaving.code is not None
    except BaseException:
        import traceback
        kind, problem, trail = sys.exc_info()
        traceback.print_exception(kind, problem, trail.tb_next)
        status = 1
    sys.settrace(None)
    sys.stdout.flush()
    sys.stderr.flush()
    out.append("! %d" % status)
    with os.fdopen(told, "w", encoding="utf-8", errors="surrogateescape") as stream:
        stream.write("\n".join(out) + "\n")
        os.lseek(file, 0, 0)
        with os.fdopen(file, "rb", closefd=False) as printed:
            stream.write(printed.read().decode("utf-8", "surrogateescape"))
    os._exit(0)


main()
