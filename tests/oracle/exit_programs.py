#!/usr/bin/env python3
"""Random programs about the end of the interpreter, run in the simulator and in real interpreters.

usage: exit_programs.py OURO FIRST LAST VERSION=PYTHON... [--keep FOLDER] [--alive] [--resources]

Seed N always makes the same program. It leaves behind whatever can be alive when a program ends: graphs of globals, functions and
classes that hold the globals, own modules, attributes of sys and builtins, saved exceptions and frames, suspended generators, weak
references with callbacks, atexit functions. Everything tells when it dies. Standard output, the whole standard error and the exit
status must be the same in the simulator and in PYTHON. With --alive each finalizer also says which of the others are alive at that
moment and with which counts: that is what a real interpreter lets one see of each phase. With --resources the programs also leave behind open
files with what is not written yet, sockets, threads (daemons too) and what they hold, finalizers of weakref, modules of their own, some of which fail
in the middle of being imported. With --keep each program that differs is written to FOLDER.

PYTHON has to be one without packages, started without site ("3.8=/folder/bin/python -S"): what start-up imports is among what the last
collections visit.
No collection runs by itself (gc.set_threshold(0)): where it would is a matter of what start-up has allocated. What start-up imports and
what its modules leave behind as garbage is not compared: no program counts sys.modules, and none what a collection finds.
"""
import random
import sys

from sweep import ENVIRONMENT, sweep

PRINTING = """\
class Q:
    def __init__(self, t): self.t = t
    def __del__(self): print("del", self.t)
"""
WRITING = """\
class Q:
    def __init__(self, t): self.t = t
    def __del__(self, w=os.write): w(1, ("del %d\\n" % self.t).encode())
"""
LOOKING = """\
class Q:
    def __init__(self, t, alive={}, ref=weakref.ref): self.t = t; alive[t] = ref(self)
    def __del__(self, w=os.write, alive=__init__.__defaults__[0], count=sys.getrefcount):
        w(1, ("del %d, alive %s\\n" % (self.t, [(t, count(r())) for t, r in alive.items() if r() is not None])).encode())
"""

class Writer:
    def __init__(self, seed, looking=False, resources=False):
        self.r, self.looking, self.resources = random.Random(seed), looking, resources
        self.lines, self.names, self.modules, self.functions, self.marks = [], [], [], [], 0
        self.files = {}  # modules beside the program
        self.counts = {}

    def put(self, text):
        self.lines.append(text)

    def fresh(self, stem):
        self.counts[stem] = self.counts.get(stem, 0) + 1
        return self.r.choice(["", "", "", "_", "__"]) + f"{stem}{self.counts[stem]}"

    def q(self):
        """A new object that tells of its end."""
        self.marks += 1
        return f"{self.r.choice(self.classes)}({self.marks})"

    def mark(self):
        self.marks += 1
        return self.marks

    def say(self, text):
        return f'w(1, b"{text}\\n")' if self.writing else f'print("{text}")'

    def default(self):
        return "w=os.write" if self.writing else ""

    def value(self, deep=0):
        r, pick = self.r, self.r.randrange(12)
        if pick < 4 or deep > 2:
            return self.q()
        if pick < 6 and self.names:
            return r.choice(self.names)
        inner = self.value(deep + 1)
        return r.choice([f"[{inner}]", f"({inner},)", f"{{'k': {inner}}}", f"[{inner}, {self.q()}]", f"enumerate([{inner}])", f"iter([{inner}])",
                         f"lambda x={inner}: x", f"zip([{inner}])", f"{{1: {inner}, 2: {self.q()}}}", f"reversed([{inner}, 1])",
                         f"map(len, [{inner}])", f"(lambda y: lambda: y)({inner})", f"(set([1]), {inner})"])

    def name(self, stem="x"):
        name = self.fresh(stem)
        self.names.append(name)
        return name

    # ---- what may be alive ----
    def plain(self):
        value = self.value()
        self.put(f"{self.name()} = {value}")

    def attribute(self):
        name = self.name("a")
        self.put(f"{name} = {self.q()}")
        self.put(f"{name}.o = {self.value()}")

    def cycle(self):
        r, name = self.r, self.name("c")
        other = self.fresh("d")
        self.put(r.choice([
            f"{name} = {self.q()}; {name}.me = {name}",
            f"{name} = {self.q()}; {other} = {self.q()}; {name}.o = {other}; {other}.o = {name}",
            f"{name} = []; {name}.append({name}); {name}.append({self.q()})",
            f"{name} = {{}}; {name}['me'] = {name}; {name}['q'] = {self.q()}",
        ]))
        if r.random() < 0.4:
            self.put(f"del {name}")
            self.names.remove(name)

    def function(self):
        r, name = self.r, self.name("f")
        self.put(r.choice([
            f"def {name}(x={self.value(1)}): return x",
            f"def {name}(): return {self.names[0]}",
            f"def {name}(): pass\n{name}.kept = {self.value()}",
            f"def {name}(*, k={self.q()}): return k",
        ]))

    def class_(self):
        r, name = self.r, self.name("C")
        self.put(r.choice([
            f"class {name}:\n    v = {self.value()}",
            f"class {name}(Q):\n    shared = {self.q()}",
            f"class {name}:\n    __slots__ = 'o', '__weakref__'",
            f"class {name}(list):\n    def __del__(self{', ' if self.writing else ''}{self.default()}): {self.say('del list')}",
            f"class {name}:\n    @property\n    def p(self): return self\n    q = {self.q()}",
            f"class {name}(dict): pass",
            f"class {name}(Exception): v = {self.q()}",
        ]))
        instance = self.name("i")
        self.put(f"{instance} = {name}" + ("()" if "(Q)" not in self.lines[-1] else f"({self.mark()})"))
        self.put(f"try: {instance}.o = {self.value()}\nexcept AttributeError: pass")

    def method(self):
        name = self.name("m")
        self.put(f"{name} = {self.q()}.__init__")

    def generator(self):
        name, made = self.fresh("gen"), self.name("g")
        self.put(f"def {name}({self.default()}):\n    local = {self.q()}\n    try: yield local\n    finally: {self.say('finally %d' % self.mark())}")
        self.put(f"{made} = {name}()")
        if self.r.random() < 0.8:
            self.put(f"next({made})")

    def exception(self):
        name = self.name("e")
        if self.r.random() < 0.5:
            self.put(f"try: raise KeyError({self.q()})\nexcept KeyError as e: {name} = e")
        else:
            thrower = self.fresh("raiser")
            self.put(f"def {thrower}():\n    local = {self.q()}\n    raise ValueError({self.mark()})")
            self.put(f"try: {thrower}()\nexcept ValueError as e: {name} = {self.r.choice(['e', 'e.__traceback__', '[e]', 'sys.exc_info()'])}")

    def frame(self):
        self.put(f"{self.name('fr')} = {self.r.choice(['sys._getframe()', '[sys._getframe()]'])}")

    def weak(self):
        r, name = self.r, self.name("r")
        target = r.choice([n for n in self.names if n.lstrip("_")[0] in "afgCmc"] or ["Q"])
        callback = f"lambda ref{', ' if self.writing else ''}{self.default()}: {self.say('callback %d' % self.mark())}"
        self.put(f"try: {name} = {r.choice(['weakref.ref(%s, %s)', '[weakref.ref(%s, %s)]']) % (target, callback)}\nexcept TypeError: {name} = None")

    def at_exit(self):
        r = self.r
        if r.random() < 0.5 or not self.functions:
            name = self.fresh("bye")
            self.functions.append(name)
            body = r.choice([self.say("atexit %d" % self.mark()), f"kept = {self.q()}; {self.say('atexit')}", "1 / 0", "raise SystemExit(4)",
                             f"local = {self.q()}; undefined"])
            argument = "x=None" + (", " + self.default() if self.writing else "")
            self.put(f"def {name}({argument}): {body}")
        self.put(f"atexit.register({r.choice(self.functions)}{r.choice(['', ', ' + self.q(), ', x=' + self.q()])})")
        if r.random() < 0.15:
            self.put(f"atexit.unregister({r.choice(self.functions)})")

    def hidden(self):
        """Places that belong to nobody's names."""
        self.put(self.r.choice([
            f"sys.kept{self.mark()} = {self.value()}", f"builtins.kept{self.mark()} = {self.value()}", f"gc.kept{self.mark()} = {self.value()}",
            f"builtins._ = {self.q()}", f"gc.garbage.append({self.q()})", f"sys.argv = {self.value()}", f"sys.path.append({self.q()})",
            f"atexit.kept = {self.q()}", f"Q.kept{self.mark()} = {self.q()}", f"sys._private = {self.q()}"]))

    def module(self):
        r = self.r
        if not self.modules or r.random() < 0.5:
            name = self.fresh("mod")
            self.modules.append(name)
            self.put(f"{name} = type(sys)('{name}')")
            if r.random() < 0.6:
                self.put(f"sys.modules['{name}'] = {name}")
            if r.random() < 0.5:
                self.put(f"exec('def f(): return f\\nclass K: pass\\nkept = K()', {name}.__dict__)")
        name = r.choice(self.modules)
        self.put(f"{name}.{r.choice(['v', '_v', 'w'])} = {r.choice([self.value(), self.q(), 'sys.modules[__name__]', 'globals()'])}")
        if r.random() < 0.15:
            self.put(f"{r.choice(['sys', 'gc', 'builtins'])}.{name} = {name}")
        if r.random() < 0.2:
            self.put(f"del {name}")
            self.modules.remove(name)

    def keep_main(self):
        self.put(self.r.choice([f"sys.main = sys.modules['__main__']", "gc.main = globals()", f"builtins.main = [sys.modules['__main__']]"]))

    def finalizer(self):
        """A class whose __del__ does more than tell."""
        r, name = self.r, self.fresh("F")
        body = r.choice([
            "print('del', self.t, 'Q' in globals(), Q is None)", "print('del', self.t); nope", "print('del', self.t); Q.again = self",
            "print('del', self.t, sys.is_finalizing(), '__main__' in sys.modules)", "print('del', self.t, sorted(n for n in globals() if n[0] == 'x'))",
            "print('del', self.t); gc.collect()", "print('del', self.t); import no_such_module", "print('del', self.t); self.me = [self]",
            "print('del', self.t); raise KeyError(self.t)", "print('del', self.t, '__file__' in globals())",
            "print('del', self.t, __name__, __builtins__ is None)"])
        self.put(f"class {name}(Q):\n    def __del__(self): {body}")
        self.classes.append(name)
        self.names.append(self.fresh("x"))
        self.put(f"{self.names[-1]} = {self.q()}")

    def collect(self):
        self.put(self.r.choice(["gc.collect()", "gc.collect(0)", "gc.collect(1)", "gc.collect()"]))

    def forget(self):
        if len(self.names) > 2:
            name = self.r.choice(self.names[1:])
            self.names.remove(name)
            self.put(self.r.choice([f"del {name}", f"{name} = None"]))

    # ---- resources (--resources) ----
    def file(self):
        r, name = self.r, self.name("f")
        path = f"exit_{self.mark()}.txt"
        mode, text = r.choice([("w", f"'{name}\\n' * {r.randrange(1, 40)}"), ("wb", f"b'{name}' * {r.randrange(1, 40)}"), ("w+", "'read me'")])
        buffering = ", 0" if mode == "wb" and r.random() < 0.3 else ""
        self.put(f"{name} = open('{path}', '{mode}'{buffering}); {name}.write({text})")
        self.put(r.choice(["", "", f"{name}.flush()", f"{name}.close()", f"{name}.note = {self.q()}", f"{name} = [{name}]", f"{name} = {name}, {self.q()}",
                           f"{name}.kept = {name}"]) or "pass")
        if r.random() < 0.4:
            how = r.choice(["atexit.register(%s)", "keeper%d = %%s" % self.mark(), "sys.looks%d = %%s" % self.mark()])
            self.put(how % f"lambda path='{path}'{', ' if self.writing else ''}{self.default()}: {self.say('looked')}")
        if r.random() < 0.3:
            tells = "w(1, b'file has %d\\n' % len(open(self.path).read()))" if self.writing else "print('file has', len(open(self.path).read()))"
            self.put(f"class R{self.mark()}:\n    def __init__(self, path): self.path = path\n"
                     f"    def __del__(self, open=open, print=print, {self.default()}): {tells}\n"
                     f"{self.name('r')} = R{self.marks}('{path}')")

    def socket(self):
        r, name = self.r, self.name("s")
        self.put(f"import socket\n{name} = socket.socket({r.choice(['', '', 'socket.AF_UNIX', 'type=socket.SOCK_DGRAM'])})")
        self.put(r.choice(["pass", "pass", f"{name}.close()", f"{name} = [{name}, {self.q()}]", f"{name}.settimeout(2)", f"del {name}"]))
        if self.lines[-1].startswith("del "):
            self.names.remove(name)

    def thread(self):
        """They end, or wait for what never comes and are daemons: nothing hangs on luck."""
        r, name, work = self.r, self.name("t"), self.fresh("work")
        pick = r.randrange(6)
        self.put("import threading, time")
        if pick < 3:
            self.put(f"def {work}(x={self.q()}):\n    local = {self.q()}\n    {r.choice([self.say_in('worked'), 'raise ValueError(1)', 'sys.exit(2)', 'x.o = local'])}")
            self.put(f"{name} = threading.Thread(target={work}, daemon={r.random() < 0.3}); {name}.start(); {name}.join()")
        elif pick == 3:
            self.put(f"def {work}(lock=None):\n    local = {self.q()}\n    lock.acquire()")
            self.put(f"lock{self.mark()} = threading.Lock(); lock{self.marks}.acquire()")
            self.put(f"{name} = threading.Thread(target={work}, args=(lock{self.marks},), daemon=True); {name}.start(); time.sleep(0.05)")
        elif pick == 4:
            self.put(f"{name} = threading.Thread(target={self.value(2)} and print, args=({self.q()},), name='never')")
        else:
            self.late = getattr(self, "late", 0) + 1  # no two at the same time
            self.put(f"def {work}():\n    local = {self.q()}\n    time.sleep({self.late * 0.06:.2f})\n    {self.say_in('late')}")
            self.put(f"{name} = threading.Thread(target={work}); {name}.start()")
        if r.random() < 0.3:
            self.put(f"here{self.mark()} = threading.local(); here{self.marks}.v = {self.q()}")

    def say_in(self, text):
        return f'os.write(1, b"{text}\\n")' if self.writing else f'print("{text}")'

    def finalize(self):
        r = self.r
        target = r.choice([n for n in self.names if n.lstrip("_")[0] in "ac"] or ["Q"])
        call = f"lambda x{', ' if self.writing else ''}{self.default()}: {self.say('finalize %d' % self.mark())}"
        self.put(f"try: {self.name('w')} = weakref.finalize({target}, {call}, {self.q()})\nexcept TypeError: pass")
        if r.random() < 0.3:
            self.put(f"if '{self.names[-1]}' in globals(): {self.names[-1]}.atexit = False")

    def own_module(self):
        """A file beside the program: it keeps things, tells of its end, or fails half way and is kept by what it gave away."""
        r = self.r
        name = f"own_{self.mark()}"
        tells = "os.write(1, b'own\\n')" if self.writing else "print('own', self.t)"
        inner = f"import os\nclass K:\n    def __init__(self, t): self.t = t\n    def __del__(self, print=print, os=os): {tells}\nkept = K({self.mark()})\n"
        if r.random() < 0.4:
            inner += "def f(x=K('default')): return kept\n"
        if r.random() < 0.3:
            inner += "import sys\nsys.from_module = K('on sys')\n"
        fails = r.random() < 0.4
        if fails:
            inner += f"import __main__\n__main__.given{self.mark()} = {r.choice(['K', 'K(0)', 'globals()', '[kept]'])}\n{r.choice(['1 / 0', 'import no_such', 'raise KeyError(kept.t)'])}\n"
        self.files[f"{name}.py"] = inner
        self.put(f"try: import {name}\nexcept Exception as e: {r.choice(['pass', 'saved%d = e' % self.mark(), 'saved%d = [e.__traceback__]' % self.mark()])}")

    def end(self):
        r = self.r
        pick = r.randrange(14)
        if pick < 6:
            return
        if pick < 9:
            self.put(f"def last():\n    local = {self.q()}\n    {r.choice(['sys.exit(3)', 'raise ValueError(local.t)', 'sys.exit()', 'undefined', '1 / 0'])}\nlast()")
        else:
            self.put(r.choice(["sys.exit(5)", f"raise KeyError({self.q()}.t)", f"sys.exit(str({self.q()}.t))", "raise SystemExit", "gc.disable()",
                               "gc.callbacks.append(lambda phase, info: None)", "del Q", "gc.freeze()", "gc.set_debug(0)"]))

    def all(self):
        """The program, and the files beside it."""
        return self.program(), self.files

    def program(self):
        r = self.r
        self.writing = r.random() < 0.4 or self.looking
        self.classes = ["Q"]
        self.put("import gc\ngc.set_threshold(0)")
        order = ["sys", "atexit", "builtins", "weakref"] + (["os"] if self.writing else [])
        r.shuffle(order)
        self.put("import " + ", ".join(order))
        if r.random() < 0.3:
            self.put("gc.collect()")
        self.put((LOOKING if self.looking else WRITING if self.writing else PRINTING).rstrip("\n"))
        self.plain()
        kinds = [self.plain, self.plain, self.plain, self.attribute, self.cycle, self.function, self.class_, self.method, self.generator, self.exception,
                 self.weak, self.weak, self.at_exit, self.hidden, self.module, self.collect, self.forget]
        if self.resources:
            kinds += [self.file, self.file, self.socket, self.thread, self.thread, self.finalize, self.exception, self.generator]
        rare = [self.frame, self.keep_main] + ([] if self.writing else [self.finalizer, self.finalizer])
        for _ in range(r.randrange(3, 16)):
            r.choice(rare if r.random() < 0.12 else kinds)()
        self.end()
        return "\n".join(self.lines) + "\n"


def main():
    arguments = sys.argv[1:]
    looking, resources = "--alive" in arguments, "--resources" in arguments
    arguments = [a for a in arguments if a not in ("--alive", "--resources")]
    if resources:
        # Up to 3.8 a stderr that is no terminal is a buffer, and lost where an object of threading still holds it at the end.
        ENVIRONMENT["PYTHONUNBUFFERED"] = "1"
    # 3.9 itself dies of some objects in gc.garbage
    sweep(__doc__, arguments, lambda seed: Writer(seed, looking, resources).all(), excused=lambda real: real[2] == 139)


if __name__ == "__main__":
    main()
