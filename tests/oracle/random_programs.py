#!/usr/bin/env python3
"""Random programs of the language's first part, run in the simulator and in real interpreters.

usage: random_programs.py OURO FIRST LAST VERSION=PYTHON... [--counts | --generators] [--keep FOLDER]

Seed N always makes the same program. It prints lengths, counts of references, results of gc.collect(), of isinstance, of
operations on lists, dicts, sets, strings and numbers, and what exceptions say; standard output, the exit status and the
last line of standard error must be the same in the simulator (`OURO run --python VERSION`) and in PYTHON. With --counts the
programs print nothing but what each statement did to the collector's first counter and to the number of blocks in use; with --generators most of it is generators that are
led on, sent to, thrown into, closed and dropped.
"""
import random
import re
import sys

from sweep import sweep


class Writer:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.lines, self.depth, self.functions, self.classes, self.count = [], 0, [], [], 0
        self.generators = []
        self.names = {"int": [], "str": [], "list": [], "dict": [], "set": [], "tuple": [], "obj": [], "float": []}

    def put(self, text):
        self.lines.append("    " * self.depth + text)

    def fresh(self, kind):
        self.count += 1
        name = f"{kind[0]}{self.count}"
        return name

    def name(self, kind):
        return self.r.choice(self.names[kind]) if self.names[kind] else None

    # ---- expressions: text of a given kind ----
    def int_(self, deep=0):
        r = self.r
        pick = r.randrange(14)
        if deep > 2 or pick < 3:
            return str(r.choice([0, 1, 2, 3, 5, 7, 10, 100, 255, 256, 257, 1000, 2 ** 31, 10 ** 20]))
        if pick == 3 and self.names["int"]:
            return self.name("int")
        if pick == 4:
            return f"len({self.any_sized(deep + 1)})"
        if pick == 5:
            return f"({self.int_(deep + 1)} {r.choice(['+', '-', '*', '&', '|', '^'])} {self.int_(deep + 1)})"
        if pick == 6:
            return f"({self.int_(deep + 1)} {r.choice(['//', '%'])} {r.choice(['3', '7', '10', '-4'])})"
        if pick == 7:
            return f"abs(-{self.int_(deep + 1)})"
        if pick == 8:
            return f"{self.str_(deep + 1)}.{r.choice(['count', 'find', 'rfind'])}({self.small_str()})"
        if pick == 9:
            return f"sum({self.int_list()})"
        if pick == 10:
            return f"{r.choice(['max', 'min'])}({self.int_(deep + 1)}, {self.int_(deep + 1)})"
        if pick == 11:
            return f"int({self.int_(deep + 1)} / {r.choice(['2', '3.5', '8'])})"
        if pick == 12:
            return f"{self.list_(deep + 1)}.count({self.int_(deep + 1)})"
        return f"({self.int_(deep + 1)} << {r.randrange(1, 40)})"

    def small_str(self):
        return repr(self.r.choice(["", "a", "b", "ab", "xyz", "key", "two words", "\u00e9", "\u20ac"]))

    def str_(self, deep=0):
        r = self.r
        pick = r.randrange(12)
        if deep > 2 or pick < 3:
            return self.small_str()
        if pick == 3 and self.names["str"]:
            return self.name("str")
        if pick == 4:
            return f"({self.str_(deep + 1)} + {self.str_(deep + 1)})"
        if pick == 5:
            return f"({self.str_(deep + 1)} * {r.randrange(4)})"
        if pick == 6:
            method = r.choice(["upper()", "lower()", "strip()", "title()", "capitalize()", "swapcase()", "replace('a', 'q')",
                               "center(9, '*')", "ljust(6)", "rjust(6, '.')", "zfill(5)", "lstrip('a')", "casefold()"])
            return f"{self.str_(deep + 1)}.{method}"
        if pick == 7:
            return f"str({self.any_(deep + 1)})"
        if pick == 8:
            return f"{self.str_(deep + 1)}[{r.choice(['1:', ':2', '::-1', '-1:', '1:3', '::2'])}]"
        if pick == 9:
            return f"({r.choice(['%r', '%s', '[%8s]', '%-6s|'])!r} % ({self.atom(deep + 1)},))"
        if pick == 10:
            return f"'{r.choice([',', '-', ''])}'.join({self.str_(deep + 1)}.split())"
        return f"'{{}}:{{!r}}'.format({self.atom(deep + 1)}, {self.atom(deep + 1)})"

    def float_(self, deep=0):
        r = self.r
        if deep > 2 or r.random() < 0.5:
            return r.choice(["0.0", "1.5", "-2.25", "1e10", "0.1", "3.14159", "1e-7", "2.0"])
        return f"({self.float_(deep + 1)} {r.choice(['+', '-', '*'])} {self.float_(deep + 1)})"

    def int_list(self):
        return "[" + ", ".join(str(self.r.randrange(-20, 300)) for _ in range(self.r.randrange(1, 7))) + "]"

    def list_(self, deep=0):
        r = self.r
        pick = r.randrange(10)
        if pick < 2 and self.names["list"]:
            return self.name("list")
        if deep > 2 or pick < 4:
            return self.int_list()
        if pick == 4:
            return "[" + ", ".join(self.any_(deep + 1) for _ in range(r.randrange(4))) + "]"
        if pick == 5:
            return f"({self.list_(deep + 1)} + {self.list_(deep + 1)})"
        if pick == 6:
            return f"list({self.any_sized(deep + 1)})"
        if pick == 7:
            return f"sorted({self.int_list()}{r.choice(['', ', reverse=True', ', key=abs'])})"
        if pick == 8:
            return f"{self.list_(deep + 1)}[{r.choice([':', '1:', ':-1', '::2', '::-1', '5:'])}]"
        return f"{self.str_(deep + 1)}.split({r.choice(['', repr('a'), repr(' ')])})"

    def tuple_(self, deep=0):
        pick = self.r.randrange(5)
        if pick == 0 and self.names["tuple"]:
            return self.name("tuple")
        if pick == 1:
            return f"tuple({self.list_(deep + 1)})"
        if pick == 2:
            return f"divmod({self.int_(deep + 1)}, {self.r.choice([3, 7, -5])})"
        return "(" + "".join(self.any_(deep + 1) + ", " for _ in range(self.r.randrange(1, 4))) + ")"

    def key(self):
        return self.r.choice([str(self.r.randrange(12)), self.small_str(), "None", "(1, 2)", "2.5", "True"])

    def dict_(self, deep=0):
        r = self.r
        if self.names["dict"] and r.random() < 0.4:
            return self.name("dict")
        pick = r.randrange(3)
        if pick == 0:
            return f"dict(a={self.atom(deep + 1)}, b={self.atom(deep + 1)})"
        if pick == 1:
            return f"dict.fromkeys({self.int_list()}, {self.atom(deep + 1)})"
        return "{" + ", ".join(f"{self.key()}: {self.any_(deep + 1)}" for _ in range(r.randrange(7))) + "}"

    def set_(self, deep=0):
        r = self.r
        if self.names["set"] and r.random() < 0.4:
            return self.name("set")
        if r.random() < 0.4 and deep < 3:
            return f"({self.set_(deep + 1)} {r.choice(['|', '&', '-', '^'])} {self.set_(deep + 1)})"
        return f"set({self.int_list()})"

    def any_sized(self, deep=0):
        return getattr(self, self.r.choice(["str_", "list_", "tuple_", "dict_", "set_"]))(deep)

    def atom(self, deep=0):
        r = self.r
        if r.random() < 0.2:
            return r.choice(["None", "True", "False", "()", "b'xy'"])
        return getattr(self, r.choice(["int_", "str_", "float_"]))(deep)

    def any_(self, deep=0):
        if deep > 2 or self.r.random() < 0.6:
            return self.atom(deep)
        return getattr(self, self.r.choice(["list_", "tuple_", "dict_"]))(deep)

    def condition(self):
        r = self.r
        pick = r.randrange(7)
        if pick == 0:
            return f"{self.int_(1)} {r.choice(['<', '>', '==', '!=', '<=', '>='])} {self.int_(1)}"
        if pick == 1:
            return f"{self.atom(1)} in {self.list_(1)}"
        if pick == 2:
            return f"isinstance({self.any_(1)}, {r.choice(['int', 'str', 'list', '(int, str)', 'dict', 'tuple', 'bool'])})"
        if pick == 3:
            return f"not {self.any_sized(1)}"
        if pick == 4:
            return f"{self.int_(2)} < {self.int_(2)} < {self.int_(2)}"
        if pick == 5:
            return f"({self.any_(2)}) and ({self.any_(2)})"
        return f"{self.str_(1)} {r.choice(['<', '==', '>='])} {self.str_(1)}"

    # ---- statements ----
    def assign(self):
        kind = self.r.choice(["int", "str", "list", "dict", "set", "tuple", "float"])
        name = self.fresh(kind)
        self.put(f"{name} = {getattr(self, kind + '_')()}")
        if self.depth == 0:
            self.names[kind].append(name)
        return name

    def show(self):
        r = self.r
        pick = r.randrange(8)
        if pick == 0 and self.depth == 0:
            kind = r.choice(["list", "dict", "set", "obj"])
            name = self.name(kind)
            if name:
                self.put(f"print('refs', sys.getrefcount({name}))")
                return
        if pick == 1:
            self.put(f"print({self.condition()})")
        elif pick == 2:
            self.put(f"print(sorted({self.set_()}))")
        elif pick == 3:
            self.put(f"print(repr({self.any_()}), {self.any_()})")
        elif pick == 4 and self.depth == 0:
            self.put("print('collect', gc.collect())")
        elif pick == 5:
            self.put(f"print(sys.getsizeof({self.any_sized(1)}))" if r.random() < 0.5 else f"print(type({self.any_()}))")
        else:
            self.put(f"print({self.any_()})")

    def mutate(self):
        r = self.r
        kind = r.choice(["list", "dict", "set"])
        name = self.name(kind)
        if not name:
            return self.assign()
        if kind == "list":
            what = r.choice([f"append({self.any_(1)})", f"extend({self.list_(1)[:200]})", f"insert({r.randrange(-2, 6)}, {self.atom(1)})",
                             "pop()", "pop(0)", "reverse()", "clear()", f"remove({self.int_(2)})", f"index({self.int_(2)})", "copy()"])
            self.guard(f"print({name}.{what})")
            if r.random() < 0.3:
                self.guard(f"{name}[{r.choice(['0', '-1', '1:3', ':2'])}] = {self.list_(2)}")
            if r.random() < 0.2:
                self.guard(f"del {name}[{r.choice(['0', '-1', '1:3', '::2'])}]")
        elif kind == "dict":
            pick = r.randrange(6)
            if pick == 0:
                self.put(f"{name}[{self.key()}] = {self.any_(1)}")
            elif pick == 1:
                self.guard(f"print({name}.pop({self.key()}))")
            elif pick == 2:
                self.put(f"print({name}.get({self.key()}), {name}.setdefault({self.key()}, {self.atom(1)}))")
            elif pick == 3:
                self.guard(f"del {name}[{self.key()}]")
            elif pick == 4:
                self.put(f"{name}.update({self.dict_(1)})")
            else:
                self.put(f"print(list({name}), list({name}.values()), {name}.items() == {name}.items())")
        else:
            self.put(f"{name}.{r.choice([f'add({self.int_(1)})', f'discard({self.int_(1)})', f'update({self.int_list()})'])}")
            self.guard(f"{name}.remove({r.randrange(20)})")
            self.put(f"print(sorted({name}))")

    def guard(self, statement):
        self.put("try:")
        self.put("    " + statement)
        self.put(f"except {self.r.choice(['Exception', '(IndexError, KeyError, ValueError, TypeError)', 'LookupError'])} as e:"
                 if self.r.random() < 0.02 else "except Exception as e:")
        self.put("    print(type(e).__name__, e)")
        if self.r.random() < 0.3:
            self.put("else:")
            self.put("    print('fine')")
        if self.r.random() < 0.3:
            self.put("finally:")
            self.put("    print('after')")

    def wrong(self):
        r = self.r
        self.guard("print(" + r.choice([
            "1 / 0", "[][3]", "{}['k']", "None.x", "int('q')", "'a' + 1", "undefined_name", "len(5)", "[1, 2].index(9)",
            "(1).foo", "'abc'.nope()", "int(None)", "float('x')", "list(7)", "[1] < ['a']", "{[]: 1}", "{}.popitem()", "[].pop()",
            "next(iter([]))", "ord('ab')", "chr(-1)", "max([])", "sum(['a'])", "abs('x')", "'%d' % 'x'", "'%s %s' % 1", "2 ** -1.5 // 0",
            "10 % 0", "divmod(1, 0)", "range(1, 2, 0)", "(lambda a: a)()", "(lambda: 1)(2)", "print(foo=1)", "isinstance(1, 2)", "hash([])",
            "'a'.join([1])", "b'a' + 'a'", "round('x')", "tuple(1)", "{1: 2}[3]", "set([[]])", "1 << -1", "'a' * 'b'", "[1, 2, 3][::0]",
            "int('12', 99)", "int('z', 36)", "type('X', (), {})().y", "getattr(1, 'zz')", "''.index('a')", "dict([1])", "iter(3)"]) + ")")

    def loop(self):
        r = self.r
        name = self.fresh("loop")
        over = r.choice([f"range({r.randrange(5)})", f"range({r.randrange(5)}, -3, -2)", self.list_(1), self.str_(1),
                         f"enumerate({self.list_(1)})", f"zip({self.list_(1)}, {self.str_(1)})", f"reversed({self.list_(1)})",
                         f"{self.dict_(1)}.items()"])
        self.put(f"for {name} in list({over})[:6]:")
        self.depth += 1
        self.put(f"print({name})")
        if r.random() < 0.4:
            self.put(f"if {self.condition()}:")
            self.put("    " + r.choice(["break", "continue", "pass"]))
        self.block(1)
        self.depth -= 1
        if r.random() < 0.3:
            self.put("else:")
            self.put("    print('no break')")

    def branch(self):
        self.put(f"if {self.condition()}:")
        self.depth += 1
        self.block(2)
        self.depth -= 1
        if self.r.random() < 0.6:
            self.put("else:")
            self.depth += 1
            self.block(1)
            self.depth -= 1

    def function(self):
        r = self.r
        name = self.fresh("func")
        shape = r.choice(["a, b", "a, b=7", "a, *rest", "a, b=None, **kw", "a, *, k=3", "a, b=[]"])
        self.put(f"def {name}({shape}):")
        self.depth += 1
        if r.random() < 0.4:
            self.put("kept = [a]")
            self.put("def inner(x=1):")
            self.put("    kept.append(x)")
            self.put("    return len(kept), sys.getrefcount(kept)")
            self.put("print(inner(), inner(5), kept)")
        if r.random() < 0.3:
            self.put("if isinstance(a, int) and 0 < a < 4:")
            self.put(f"    return {name}(a - 1{', 2' if shape == 'a, b' else ''})")
        self.block(2)
        if r.random() < 0.4:
            self.put("try:")
            self.put(f"    return {self.any_(1)}")
            self.put("finally:")
            self.put("    print('leaving', a)")
        else:
            self.put(f"return a, {self.any_(1)}")
        self.depth -= 1
        self.functions.append((name, shape))

    def call(self):
        if not self.functions:
            return self.function()
        r = self.r
        name, shape = r.choice(self.functions)
        args = r.choice([f"{self.atom(1)}", f"{self.atom(1)}, {self.atom(1)}", f"a={self.atom(1)}", "*[1, 2]", "1, k=4", "1, **{'b': 2}", ""])
        self.guard(f"print({name}({args}))")

    def class_(self):
        r = self.r
        name = self.fresh("Class").capitalize()
        base = r.choice(self.classes)[0] if self.classes and r.random() < 0.5 else r.choice(["", "", "object", "Exception"])
        slots = base == "" and r.random() < 0.2
        self.put(f"class {name}({base}):" if base else f"class {name}:")
        self.depth += 1
        if slots:
            self.put("__slots__ = ('v', 'w', 'other')")
        if not slots and r.random() < 0.5:
            self.put(f"shared = {self.any_(1)}")
        self.put("def __init__(self, v=0):")
        if base and base not in ("object", "Exception") and r.random() < 0.6:
            self.put("    super().__init__(v)")
        self.put("    self.v = v")
        self.put(f"    self.w = {self.any_(1)}")
        extra = r.sample(["eq", "del", "repr", "len", "getitem", "call", "add", "prop", "class", "getattr"], r.randrange(4))
        if "eq" in extra:
            self.put("def __eq__(self, o):")
            self.put("    return isinstance(o, type(self)) and self.v == o.v")
            self.put("def __hash__(self):")
            self.put("    return 3")
        if "del" in extra:
            self.put("def __del__(self):")
            self.put(f"    print('del {name}')")
        if "repr" in extra or True:
            self.put("def __repr__(self):")
            self.put(f"    return '<{name} %r>' % (self.v,)")
        if "len" in extra:
            self.put("def __len__(self):")
            self.put("    return 2")
        if "getitem" in extra:
            self.put("def __getitem__(self, i):")
            self.put("    if i > 3: raise IndexError(i)")
            self.put("    return i * 2")
        if "call" in extra:
            self.put("def __call__(self, *a):")
            self.put("    return len(a)")
        if "add" in extra:
            self.put("def __add__(self, o):")
            self.put("    return (self.v, o)")
            self.put("def __radd__(self, o):")
            self.put("    return (o, self.v)")
        if "prop" in extra:
            self.put("@property")
            self.put("def double(self):")
            self.put("    return (self.v, self.v)")
        if "class" in extra:
            self.put("@classmethod")
            self.put("def make(cls, *a):")
            self.put("    return cls(*a[:1])")
        if "getattr" in extra and not slots:
            self.put("def __getattr__(self, n):")
            self.put("    if n.startswith('__'): raise AttributeError(n)")
            self.put("    return n")
        self.depth -= 1
        self.classes.append((name, extra))

    def objects(self):
        if not self.classes:
            return self.class_()
        r = self.r
        cls, extra = r.choice(self.classes)
        name = self.fresh("obj")
        self.put(f"{name} = {cls}({self.atom(1)})")
        self.names["obj"].append(name)
        for _ in range(r.randrange(1, 4)):
            other = self.name("obj")
            self.guard("print(" + r.choice([
                f"{name}", f"{name}.v", f"{name} == {other}", f"len({name})", f"{name}[1]", f"list({name})", f"{name}(1, 2)", f"{name} + 1",
                f"1 + {name}", f"{name}.double", f"{name}.make(4)", f"{name}.nothing", f"isinstance({name}, {cls})", f"{name}.__class__.__name__",
                f"{name} in [{other}]", f"sys.getrefcount({name})", f"bool({name})", f"sorted(vars({name}))", f"hasattr({name}, 'x')",
                f"{cls}.__mro__[-1]", f"gc.is_tracked({name})", f"sys.getsizeof({name})"]) + ")")
        if r.random() < 0.5:
            self.guard(f"{name}.other = {self.name('obj')}")
        if r.random() < 0.3:
            self.guard(f"{self.name('obj')}.other = {name}")
        if r.random() < 0.3:
            ref = self.fresh("ref")
            self.guard(f"{ref} = weakref.ref({name}); print({ref}() is {name}, weakref.getweakrefcount({name}))")
        if r.random() < 0.4:
            self.put(f"del {name}")
            self.names["obj"].remove(name)
            if r.random() < 0.5:
                self.put("print('collect', gc.collect())")

    def cycle(self):
        self.put(self.r.choice([
            "loop = []; loop.append(loop); del loop", "loop = {}; loop['me'] = loop; print(gc.is_tracked(loop)); del loop",
            "one = []; two = [one]; one.append(two); print(sys.getrefcount(one)); del one, two",
            "def knot():\n    def self_(): return self_\n    return self_\nknot()" if self.depth == 0 else "pass"]))
        self.put("print('collect', gc.collect())")

    def raising(self):
        r = self.r
        self.put("try:")
        self.put("    try:")
        self.put(f"        raise {r.choice(['ValueError', 'KeyError', 'TypeError', 'RuntimeError'])}({self.atom(1)}{r.choice(['', ', 2'])})")
        self.put(f"    except {r.choice(['ValueError', 'KeyError', '(TypeError, KeyError)', 'LookupError'])} as e:")
        self.put(f"        {r.choice(['raise', 'print(repr(e), e.args)', 'raise IndexError(5) from e', 'raise OSError(1)', 'del e'])}")
        if r.random() < 0.5:
            self.put("    else:")
            self.put("        print('else')")
        if r.random() < 0.5:
            self.put("    finally:")
            self.put("        print('finally', sys.exc_info()[0])")
        self.put("except Exception as e:")
        self.put("    print(type(e), e.args, repr(e.__context__), repr(e.__cause__), sys.getrefcount(e) > 1)")

    def with_(self):
        self.put("class Guard:")
        self.put("    def __enter__(self):")
        self.put("        print('in')")
        self.put(f"        return {self.any_(1)}")
        self.put("    def __exit__(self, *what):")
        self.put("        print('out', what[0], what[1])")
        self.put(f"        return {self.r.choice(['True', 'False', 'None', '1'])}")
        self.put("try:")
        self.put("    with Guard() as got, Guard():")
        self.put("        print(got)")
        self.put(f"        {self.r.choice(['pass', '1 / 0', 'raise KeyError(3)', 'print(len(5))'])}")
        self.put("except Exception as e:")
        self.put("    print('outer', repr(e))")

    # ---- generators ----
    def yielding(self, deep=0):
        """Some lines of a generator's body."""
        r = self.r
        for _ in range(r.randrange(1, 4)):
            pick = r.randrange(11)
            if pick < 3:
                self.put(f"got = yield {self.any_(1)}")
                self.put("print('sent', got)")
            elif pick == 3:
                self.put(f"print('delegated', (yield from {self.list_(1)}[:3]))")
            elif pick == 4 and self.generators:
                self.put(f"print('inner', (yield from {r.choice(self.generators)}({self.atom(1)})))")
            elif pick == 5 and deep < 2:
                self.put("try:")
                self.inside(self.yielding, deep + 1)
                self.put(f"except {r.choice(['Exception', 'ValueError', 'GeneratorExit', 'BaseException'])} as e:")
                self.put(f"    print('caught', type(e).__name__, e.args, repr(e.__context__))")
                if r.random() < 0.3:
                    self.put("    " + r.choice(["raise", "yield 'in handler'", "return 'handled'", "raise KeyError(1)"]))
            elif pick == 6 and deep < 2:
                self.put("try:")
                self.inside(self.yielding, deep + 1)
                self.put("finally:")
                self.put(f"    {r.choice(['print(chr(102), sys.exc_info()[0])', 'print(got)', 'yield 5', 'del got'])}")
            elif pick == 7 and deep < 2:
                self.put(f"for part in {r.choice(['range(3)', 'kept[:3]', 'iter(kept[:2])'])}:")
                self.inside(self.yielding, deep + 2)
            elif pick == 8:
                self.put(f"if {self.condition()}:")
                self.put(f"    {r.choice(['return 7', 'return kept', 'return', 'raise StopIteration(3)', 'raise ValueError(got)', 'yield'])}")
            elif pick == 9:
                self.put("kept.append(got)")
            else:
                self.put("print('refs', sys.getrefcount(kept), sys.getrefcount(a) > 1)")

    def inside(self, body, *args):
        self.depth += 1
        body(*args)
        self.depth -= 1

    def generator(self):
        r = self.r
        name = self.fresh("yields")
        self.put(f"def {name}(a, *rest):")
        self.depth += 1
        self.put("got, kept = None, [a]")
        start = len(self.lines)
        self.yielding()
        if not any("yield" in line for line in self.lines[start:]):
            self.put("yield a")
        if r.random() < 0.3:
            self.put(f"return {self.any_(1)}")
        self.depth -= 1
        self.generators.append(name)

    def walk(self):
        """One generator is made, led on in several ways, and let go of."""
        if not self.generators or self.depth:
            return self.generator() if not self.depth else self.show()
        r = self.r
        name, source = self.fresh("walk"), f"{r.choice(self.generators)}({self.atom(1)})"
        if r.random() < 0.3:
            self.guard("print(" + r.choice([f"list({source})", f"sorted({source}, key=repr)", f"dict(enumerate({source}))", f"max({source}, key=str)",
                                            f"[*{source}]", f"next({source})", f"len({source})", f"5 in {source}"]) + ")")
            return
        self.put(f"{name} = {source}")
        for _ in range(r.randrange(1, 7)):
            self.guard(r.choice([
                f"print(next({name}))", f"print(next({name}, 'end'))", f"print({name}.send({self.atom(1)}))", f"print({name}.throw(ValueError({self.int_(2)})))",
                f"print({name}.throw(KeyError))", f"{name}.close()", f"print({name}.gi_running, {name}.gi_frame is None, {name}.__name__)",
                f"print(sys.getrefcount({name}), sys.getsizeof({name}) > 50)", f"print({name}.gi_yieldfrom is None)",
                f"print([x for x in {name}][:3])", f"a, *b = {name}; print(a, len(b))", f"print({name}.gi_frame.f_lineno)",
                f"print(gc.collect(), gc.is_tracked({name}))"]))
        if r.random() < 0.3:
            self.put(f"loop = [{name}]; loop.append(loop); del loop")
        if r.random() < 0.7:
            self.put(f"del {name}")
            if r.random() < 0.5:
                self.put("print('collect', gc.collect())")

    def block(self, n):
        for _ in range(n):
            self.r.choice([self.show, self.show, self.mutate, self.wrong, self.show])()

    def generators_program(self):
        self.put("import gc, sys, weakref")
        self.put("gc.collect()")
        for _ in range(self.r.randrange(25, 45)):
            self.r.choice([self.assign, self.generator, self.walk, self.walk, self.walk, self.objects])()
        return "\n".join(self.lines) + "\n"

    def program(self):
        self.put("import gc, sys, weakref")
        self.put("gc.collect()")
        for _ in range(self.r.randrange(30, 70)):
            self.r.choice([self.assign, self.assign, self.show, self.show, self.mutate, self.mutate, self.wrong, self.loop, self.branch,
                           self.function, self.call, self.class_, self.objects, self.objects, self.cycle, self.raising,
                           self.with_])()
        if self.r.random() < 0.2:
            self.put(self.r.choice(["sys.exit(3)", "1 / 0", "raise SystemExit('bye')", "undefined_name", "raise KeyError('k')"]))
        return "\n".join(self.lines) + "\n"

    def counting_program(self):
        """Nothing is printed before the end; after each statement the first counter of the collector and the number of
        blocks in use are written down."""
        self.put("import gc, sys, weakref")
        self.put("counts, blocks, c, b = [0] * 90, [0] * 90, gc.get_count, sys.getallocatedblocks")
        # The module's dict grows before anything is counted: its first table lies among what start-up made.
        self.put(" = ".join(f"x{i}" for i in range(90)) + " = 0")
        self.put("gc.collect()")
        self.put("counts[0] = c()[0]")
        number = 0
        for _ in range(self.r.randrange(15, 35)):
            start = len(self.lines)
            self.r.choice([self.assign, self.assign, self.mutate, self.mutate, self.wrong, self.branch, self.function, self.call,
                           self.class_, self.objects, self.objects, self.cycle, self.raising, self.show])()
            for i in range(start, len(self.lines)):
                self.lines[i] = re.sub(r"(^\s*|; |: )print\(", r"\1_ = (", self.lines[i])
            number += 1
            self.put(f"counts[{number}] = c()[0]; blocks[{number}] = b() + 1000000")
        self.put("n = 1")
        self.put(f"while n < {number}:")
        self.put("    print(n, counts[n], blocks[n + 1] - blocks[n])")
        self.put("    n += 1")
        return "\n".join(self.lines) + "\n"


def last_line_of_errors(out, err, status):
    return out, "".join(err.strip().splitlines()[-1:]), status


def main():
    arguments, write = sys.argv[1:], Writer.program
    for option, kind in (("--counts", Writer.counting_program), ("--generators", Writer.generators_program)):
        if option in arguments:
            arguments.remove(option)
            write = kind
    sweep(__doc__, arguments, lambda seed: write(Writer(seed)), look=last_line_of_errors)


if __name__ == "__main__":
    main()
