#!/usr/bin/env python3
"""Hostile programs: special methods that lie, raise, change what is being worked on, collect, resurrect.

usage: hostile_programs.py OURO FIRST LAST VERSION=PYTHON... [--keep FOLDER] [--write FOLDER]

Seed N always makes the same program. It has a class whose special methods (plain, or in a subclass of a built-in) do one
harmful thing before they answer, and answer with something fit or unfit; then operations of every container and of the
built-in functions meet its instances. Each call of such a method is printed, and what came out, and the state that is left:
the simulator (`OURO run --python VERSION`) must print what PYTHON prints, and end as it does. Built with sanitizers, the
simulator also shows what it reads after it is gone. --write only writes the programs.
"""
import concurrent.futures
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

PRELUDE = '''import gc
import sys
kept = []
budget = 0
calls = 0
t = u = h = g = None
class Stop(BaseException): pass
def number(x):
    try:
        return object.__getattribute__(x, 'n')
    except AttributeError:
        return '?'
def show(x, deep=0):
    kind = type(x)
    if kind is int or kind is str or kind is bool or kind is float or kind is bytes or x is None:
        text = repr(x)
        return text if len(text) < 60 else text[:20] + '...' + str(len(text))
    if kind is H or kind is G:
        return '%s%s' % (kind.__name__, number(x))
    if deep > 3:
        return '..'
    if kind is dict:
        items = []
        for key in list(x):
            items.append(show(key, deep + 1) + ': ' + show(dict_value(x, key), deep + 1))
        return '{' + ', '.join(items) + '}'
    if kind is list or kind is tuple or kind is set or kind is frozenset:
        items = []
        for item in list(x)[:12]:
            items.append(show(item, deep + 1))
        return '%s(%d: %s)' % (kind.__name__, len(x), ', '.join(items))
    return '<%s>' % kind.__name__
def dict_value(d, key):
    for item in d.items():
        if item[0] is key:
            return item[1]
def told(name, x):
    global calls, budget
    calls += 1
    if calls <= 30:
        print('  ', name, number(x))
    if calls > 300:
        raise Stop('too many calls')
    budget -= 1
    return budget >= 0
def failed(e):
    text = str(e) if type(e) is not KeyError else ''
    print('  ', type(e).__name__, text if len(text) < 200 else text[:80])
def fn(*args, **names):
    return len(args), len(names)
'''

# What a method does before it answers. {s} is self, {t} the global container in use.
DEEDS = {
    "list": ["t.clear()", "t.append(7)", "t.pop()", "del t[:]", "t[:] = [h] * 9", "t.reverse()", "t.extend(u)",
             "t.insert(0, None)", "del t[0]", "t[0] = 5", "t.__init__()", "t.__init__([1, 2])", "t += [1]", "t *= 3"],
    "dict": ["t.clear()", "t.pop('a', 0)", "t.update({'x': 1, 'y': 2, 'z': 3})", "t.popitem()", "t['new'] = h",
             "t.update({1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9})", "del t['a']", "t['a'] = 0",
             "t.setdefault('q', [])", "t.__init__({5: 6})"],
    "set": ["t.clear()", "t.add(99)", "t.pop()", "t.update(range(20))", "t.discard(1)", "t -= {1, 2}",
            "t &= {1}", "t.__init__([4])", "t ^= {1, 50}"],
    "tuple": [], "frozenset": [], "str": [], "bytes": [], "range": [], "int": [], "float": [],
    "iter": ["next(t)", "list(t)"],
    "view": ["g.clear()", "g.update({'x': 1, 'y': 2})", "g['new'] = 1", "g.pop('a', 0)"],
}
ANY_DEED = ["gc.collect()", "kept.append(self)", "kept.clear()", "t = None", "u = None", "h = None", "t = u = h = g = None",
            "raise ValueError('deed')", "raise TypeError('deed')", "raise StopIteration", "raise IndexError('deed')",
            "raise KeyError('deed')", "raise AttributeError('deed')", "raise MemoryError", "raise OverflowError('deed')",
            "raise RecursionError('deed')", "raise Stop('deed')", "self.__class__ = G", "self.n = 77", "del self.n",
            "type(self).{m} = None", "del type(self).{m}", "type(self).{m} = lambda *a: 1", "self.__dict__.clear()",
            "del kept[:]; gc.collect()", "u.clear()", "kept.append(H(50)); gc.collect()", "pass", "pass"]

NUMBERS = ["0", "1", "2", "3", "-1", "-3", "2**61", "2**61 + 2", "2**62", "2**63 - 1", "2**63", "-2**63", "2**70", "-2**70",
           "True", "None", "'x'", "1.5", "NotImplemented", "H(3)", "[]", "2**60 - 1", "1e300", "2**31", "2**64 - 1"]
TRUTHS = ["True", "False", "True", "False", "NotImplemented", "None", "1", "0", "'x'", "[]", "H(4)"]
TEXTS = ["'H'", "'text'", "''", "None", "5", "b'x'", "[]", "'%s%d'", "'\\u20ac'"]
ITERS = ["iter([1, 2, 3])", "iter([H(1), H(2)])", "iter(t)", "self", "5", "None", "[]", "iter(())", "iter({1: 2})", "iter('ab')",
         "iter(lambda: 1, 1)", "iter([(1, 2), (3, 4)])", "iter([h, h])"]
ANY = ["None", "1", "self", "h", "t", "NotImplemented", "[1]", "'a'", "H(8)", "(1, 2)", "True", "other"]

# Method, arguments after self, what it may answer.
METHODS = []
for name in "__eq__ __ne__ __lt__ __le__ __gt__ __ge__".split():
    METHODS.append((name, "other", TRUTHS))
METHODS += [("__hash__", "", NUMBERS + ["1", "1", "1", "2", "3", "-2", "hash('a')"] * 2), ("__bool__", "", TRUTHS), ("__len__", "", NUMBERS),
            ("__length_hint__", "", NUMBERS), ("__index__", "", NUMBERS), ("__int__", "", NUMBERS), ("__float__", "", NUMBERS + ["2.5"] * 4),
            ("__repr__", "", TEXTS), ("__str__", "", TEXTS), ("__format__", "other", TEXTS), ("__bytes__", "", TEXTS + ["b'ab'"] * 4),
            ("__iter__", "", ITERS), ("__reversed__", "", ITERS), ("__contains__", "other", TRUTHS), ("__call__", "*other", ANY),
            ("__getitem__", "other", ANY), ("__setitem__", "other, value", ["None"]), ("__delitem__", "other", ["None"]),
            ("__missing__", "other", ANY), ("__enter__", "", ANY), ("__exit__", "*other", TRUTHS), ("__sizeof__", "", NUMBERS), ("__dir__", "", ITERS + ["['b', 'a']"]),
            ("__round__", "*other", ANY), ("__trunc__", "", NUMBERS), ("__getattr__", "other", ANY), ("keys", "", ITERS + ["['a', 'b']", "[1, h]"]),
            ("__instancecheck__", "other", TRUTHS), ("__subclasscheck__", "other", TRUTHS), ("__divmod__", "other", ANY), ("__rdivmod__", "other", ANY),
            ("__pow__", "*other", ANY), ("__rpow__", "*other", ANY), ("__del__", "", ["None"])]
for name in "add sub mul truediv floordiv mod and or xor lshift rshift matmul".split():
    METHODS += [(f"__{name}__", "other", ANY), (f"__r{name}__", "other", ANY), (f"__i{name}__", "other", ANY)]
for name in "neg pos invert abs".split():
    METHODS.append((f"__{name}__", "", ANY))
OFTEN = ["__eq__", "__hash__", "__index__", "__len__", "__length_hint__", "__iter__", "__del__", "__lt__", "__next__"]

BASES = ["", "", "", "", "", "(list)", "(dict)", "(set)", "(tuple)", "(str)", "(int)", "(float)", "(frozenset)", "(bytes)"]

TARGETS = {
    "list": ["[1, h, 2]", "[h, h, H(2)]", "[H(1), H(2), H(3), H(4)]", "[]", "[3, 1, 2]", "[h]", "[0] * 10 + [h]"],
    "dict": ["{'a': 1, 'b': 2}", "{h: 1, H(2): 2}", "{H(1): 1, H(2): h}", "{}", "{'a': h}", "{1: 2, 'a': h, H(5): 6}"],
    "set": ["{1, 2, 3}", "{h, H(2)}", "{H(1), H(2), H(3)}", "set()", "{'a', 1, h}", "set(range(12))"],
    "tuple": ["(1, h, 2)", "(h, h)", "(H(1), H(2))", "()"], "frozenset": ["frozenset([h, 1])", "frozenset()", "frozenset([H(1), H(2), 1])"],
    "str": ["'abc'", "''", "'a\\tb'", "'%s %d'", "'{} {}'"], "bytes": ["b'abc'", "b''"], "range": ["range(5)", "range(10, 0, -3)", "range(2**70)"],
    "int": ["5", "2**70", "0"], "float": ["2.5"],
    "iter": ["iter([1, h, 2])", "iter({h: 1})", "iter((h, 1))", "enumerate([h, 1])", "zip([h, 1], [2, 3])", "map(h, [1, 2])", "filter(h, [1, 2])",
             "iter(h, 1)", "reversed([h, 1])", "iter({1: 2, h: 3}.items())", "iter({h, 1})", "iter(range(3))", "map(H, [1, 2])", "filter(None, [h, h])"],
    "view": ["g.keys()", "g.items()", "g.values()"],
}

OPERATIONS = {
    "any": ["t == u", "t != u", "t < u", "t <= u", "t == h", "h == t", "t < h", "h >= t", "bool(h)", "not h", "len(h)", "hash(h)", "hash(t)", "repr(t)",
            "str(h)", "h in t", "t in h", "1 in h", "list(h)", "tuple(h)", "set(h)", "frozenset(h)", "dict(h)", "bytes(h)", "sorted(t)", "sorted(h)",
            "max(t)", "min(t)", "max(t, key=h)", "min(h, h)", "sum(t, h)", "sum([h, h], h)", "any([h, h])", "all([h, h])", "list(t)", "[*t, *h]", "(*h,)",
            "{*h}", "{**h}", "fn(*h)", "fn(**h)", "fn(*t, *u)", "list(zip(t, h))", "list(map(h, t))", "list(filter(h, t))", "list(enumerate(t, h))",
            "list(reversed(h))", "list(iter(h, 3))", "next(h, 3)", "isinstance(t, h)", "issubclass(int, h)", "isinstance(h, (int, h))", "int(h)", "float(h)", "str(h)",
            "round(h)", "round(h, h)", "round(2.5, h)", "divmod(h, h)", "divmod(7, h)", "divmod(h, 7)", "pow(h, 2, 3)", "pow(2, h, h)", "pow(2, h)", "abs(h)", "-h", "+h", "~h",
            "range(h)", "range(h, 5, h)", "slice(h, h, h).indices(5)", "slice(1, 2).indices(h)", "'%d' % h", "'%s' % h", "'%r %x' % (h, h)", "'%*d' % (h, 3)", "'%.*f' % (h, 2.5)",
            "'%c' % h", "'%f' % h", "format(h, 'x')", "format(1, h)", "'{0}'.format(h)", "'{0[1]}'.format(h)", "'{0.x}'.format(h)", "'{:{}}'.format(3, h)", "chr(h)", "'a'.center(h)",
            "'a\\tb'.expandtabs(h)", "'abc'.find('b', h, h)", "'abc'.replace('a', 'b', h)", "'a b'.split(None, h)", "'abc'.zfill(h)", "'abc'.ljust(h, '*')", "'abc'[h]", "'abc'[h:h]", "'abc' * h", "h * 'abc'",
            "b'abc' * h", "(1, 2) * h", "h * (1, 2)", "(5).to_bytes(h, 'big')", "int('11', h)", "int(h, 10)", "getattr(h, 'x', 1)", "hasattr(h, 'x')", "dir(h)", "sys.getsizeof(h)", "','.join(h)", "','.join([h, h])",
            "b','.join(h)", "print(h)", "print(1, sep=h)", "hex(h)", "bin(h)", "ord(h)", "callable(h)", "h(1)", "h[1]", "h[1:2]", "h + 1", "1 + h", "h - 1", "h * 2", "2 * h", "h / 2", "2 / h", "h // 2", "h % 2",
            "h ** 2", "2 ** h", "h & 1", "1 | h", "h ^ 1", "h << 1", "1 << h", "h @ h", "2.5 * h", "h + 2.5", "h + h", "h * h", "type('T', (), h)", "type('T', (h,), {})", "gc.get_referents(h)", "gc.is_tracked(t)",
            "isinstance(h, H)", "bytes([h])", "bytes((h, h))", "set(map(H, range(3))) | {h}", "dict(a=h) == dict(a=H(1))", "(h, 1) < (H(1), 2)", "(h,) == (H(1),)", "[h] == [H(1)]", "[h] < [H(1)]",
            "{h} == {H(1)}", "{h: 1} == {H(1): 1}", "{1: h} == {1: H(2)}", "(1, h).index(h)", "(1, H(5)).index(h)", "(1, H(5)).count(h)", "range(5).index(h)", "range(5).count(h)", "h in range(5)", "range(5)[h]", "range(5)[h:h]",
            "'abc'.startswith(h)", "'abc'.join(t)", "type(h).__mro__", "super(H, h).__repr__()", "list(t)[h]"],
    "any statement": ["a, b = h", "a, *b = h", "a, b = t", "for x in h: told('item', h)", "for x in t: t and told('item', h)", "with h: told('body', h)", "del h", "t = h", "global_h = h; del global_h",
                      "try:\n        raise h\n    except TypeError: pass", "h += 1", "h *= 2", "h -= h", "h |= h", "h **= 2", "h[1] = 2", "del h[1]", "del h[1:2]", "h[1:2] = h", "h.x = 1", "del h.x", "assert h", "while h: break",
                      "class C(H): pass\n    c = C(6); kept.append(c); repr(c)", "gc.collect()", "t = u = None; gc.collect()", "h.other = h; h = None; gc.collect()",
                      "c = [h]; c.append(c); c = None; h = None; t = u = None; gc.collect()"],
    "list": ["t + h", "h + t", "t * h", "h * t", "t[h]", "t[h:h]", "t[::h]", "t.append(h)", "t.extend(h)", "t.insert(h, 1)", "t.pop(h)", "t.remove(h)", "t.remove(H(5))", "t.index(h)", "t.index(H(5), h)", "t.index(h, 0, h)",
             "t.count(h)", "t.count(H(6))", "t.sort()", "t.sort(key=h)", "t.sort(reverse=h)", "list.__init__(t, h)", "list.__init__(t, t)", "t.extend(t)", "t.copy()", "H(9) in t", "t.clear()", "t.__setitem__(h, h)", "t + u", "t == list(t)", "t * 2",
             "t.__iadd__(h)", "t.__imul__(h)", "t.__contains__(h)", "t.reverse()", "t < [h, h, h]", "[h, 1] >= t", "t.sort(key=H)"],
    "list statement": ["t += h", "t *= h", "t[h] = h", "del t[h]", "t[h:h] = h", "t[h:] = t", "t[:] = h", "del t[h:]", "del t[::h]", "t[::h] = h", "t[::2] = h", "del t[:]", "for x in t: t.remove(x)", "t[:] = t",
                       "for x in t: told('item', h) and t.append(x)", "t[0] = None", "a, *b = t"],
    "dict": ["t[h]", "t.get(h)", "t.get(H(5), 1)", "t.pop(h)", "t.pop(H(5), 1)", "t.setdefault(h, 1)", "t.setdefault(H(5))", "h in t", "H(5) in t", "t.update(h)", "t.update(u)", "t.update([h])", "t.update([(h, 1)])", "t.update(a=h)", "dict.fromkeys(h)",
             "dict.fromkeys(t, h)", "dict.fromkeys([h, H(5)])", "t.keys() & u.keys()", "t.keys() | h", "t.items() == u.items()", "t.items() - u.items()", "t.keys() ^ [h]", "(h, 1) in t.items()", "t.keys() == {h}", "t.popitem()", "t.copy()", "dict(t, **u)", "{**t, **u}",
             "h in t.values()", "list(t.items())", "t == u", "t != dict(u)", "repr(t.items())", "t.clear()", "t.__init__(u)", "t.keys().isdisjoint(h)", "t.keys() <= h", "sorted(t.items())", "list(reversed(t))", "dict([(h, 1), (H(1), 2)])", "{h: 1, H(1): 2, 1: 3}"],
    "dict statement": ["t[h] = 1", "t[H(5)] = h", "del t[h]", "del t[H(5)]", "for x in t: t[x] = h", "for x in t.items(): told('item', h)", "t |= u", "t = {h: h}", "for x in list(t): del t[x]", "for x in t.values(): t.clear()"],
    "set": ["t | u", "t & u", "t - u", "t ^ u", "t | h", "t.union(h)", "t.intersection(h)", "t.difference(h)", "t.symmetric_difference(h)", "t.update(h)", "t.intersection_update(h)", "t.difference_update(h)", "t.symmetric_difference_update(h)", "t.add(h)", "t.add(H(5))",
            "t.remove(h)", "t.discard(H(5))", "t.discard(h)", "H(5) in t", "t.pop()", "t <= u", "t < u", "t == u", "t >= h", "t.issubset(h)", "t.issuperset(h)", "t.isdisjoint(h)", "t.isdisjoint(u)", "t.copy()", "set.__init__(t, h)", "t - {h: 1}", "t.union([h, H(1)], u)", "t & [h]", "frozenset(t) == u",
            "{h, H(1), H(2)}", "t.update({h: 1, H(5): 2})", "t.difference({h: 1})", "t.intersection([H(1), h])", "t.symmetric_difference([h, h])", "{t: 1} if 0 else {h} <= t", "t in {frozenset(t)}"],
    "set statement": ["t |= u", "t &= u", "t -= u", "t ^= u", "for x in t: t.discard(x)", "for x in t: told('item', h)", "t |= h", "t -= {h: 1}.keys()"],
    "tuple": ["t + h", "t * h", "t[h]", "t[h:h]", "t.index(h)", "t.count(h)", "t == u", "t < u", "hash(t)", "h in t", "H(5) in t", "t + u", "t.index(h, h)"],
    "frozenset": ["t | u", "t & u", "t - u", "t ^ u", "hash(t)", "t == u", "h in t", "t.union(h)", "t <= u", "t.copy()", "t.issubset(h)"],
    "str": ["t % h", "t % (h, h)", "t.format(h, h)", "t + h", "h + t", "t * h", "t[h]", "t.join(h)", "t.find(h)", "t.count(h, h)", "t.split(h)", "t.center(h)", "t.expandtabs(h)", "t.zfill(h)", "t.replace(h, h)", "h in t", "t == h", "t.encode(h)", "t.startswith('a', h)", "t.translate(h)", "str.maketrans(h)",
            "t.strip(h)", "t.rjust(h)"],
    "bytes": ["t + h", "t * h", "t[h]", "t.join(h)", "t.find(h)", "h in t", "t.count(h)", "t.startswith(h)", "t.replace(t, h)", "t.split(h)", "t == h", "bytes(t)", "t.find(b'b', h)"],
    "range": ["t[h]", "t[h:h]", "t.index(h)", "t.count(h)", "h in t", "t == h", "list(t)[h]", "len(t)", "t[::h]", "list(reversed(t))[0:2]"],
    "int": ["t + h", "h + t", "t * h", "t - h", "h - t", "t // h", "t % h", "t ** h", "t << h", "t >> h", "t & h", "h | t", "t < h", "t == h", "pow(t, h)", "divmod(t, h)", "t.to_bytes(h, 'little')", "round(t, h)", "int.from_bytes(h, 'big')", "t.__add__(h)"],
    "float": ["t + h", "h + t", "t * h", "t ** h", "h % t", "t < h", "t == h", "round(t, h)", "divmod(h, t)", "t.__mul__(h)"],
    "iter": ["next(t)", "list(t)", "next(t, h)", "tuple(t)", "sum(t)", "h in t", "set(t)", "dict(t)", "max(t)", "a_list.extend(t)", "','.join(t)", "[*t]", "list(zip(t, t))", "list(map(h, t))", "t.__length_hint__()"],
    "iter statement": ["for x in t: told('item', h)", "a, b = t", "a, *b = t", "for x in t: next(t, 1)", "del t"],
    "view": ["h in t", "t == u", "list(t)", "t | h", "t & h", "t - h", "t ^ h", "len(t)", "t <= h", "t.isdisjoint(h)", "sorted(t)", "(h, h) in t", "set(t)", "repr(t)"],
    "view statement": ["for x in t: g.clear()", "for x in t: told('item', h)"],
}


class Writer:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.out = [PRELUDE]

    def method(self, name, args, answers, kind):
        r = self.r
        deeds = DEEDS[kind] * 2 + ANY_DEED if kind in DEEDS else ANY_DEED
        deed = r.choice(deeds).replace("{m}", name)
        answer = r.choice(answers)
        if answer == "other" and "other" not in args:
            answer = "None"
        if args.startswith("*") and answer == "other":
            answer = "1"
        self.out.append(f"    def {name}(self{', ' + args if args else ''}):")
        self.out.append("        global t, u, h, g")
        self.out.append(f"        if told('{name}', self):")
        for part in deed.split("; "):
            self.out.append(f"            {part}")
        if name == "__getitem__":
            self.out.append("        if type(other) is int and other > 3: raise IndexError('end')")
        if name == "__getattr__":
            self.out.append("        if other[:2] == '__': raise AttributeError(other)")
        self.out.append(f"        return {answer}")

    def iterator(self, kind):
        """__iter__ that gives self, with __next__."""
        r = self.r
        deed = r.choice(DEEDS.get(kind, []) * 2 + ANY_DEED).replace("{m}", "__next__")
        self.out += ["    def __iter__(self): return self", "    def __next__(self):", "        global t, u, h, g",
                     "        if told('__next__', self):"]
        self.out += [f"            {part}" for part in deed.split("; ")]
        self.out += ["        if calls > 5: raise StopIteration", f"        return {r.choice(ANY[:4] + ['H(4)', '(1, 2)', 'calls'])}"]

    def program(self):
        r = self.r
        kind = r.choice(["list"] * 4 + ["dict"] * 4 + ["set"] * 4 + ["iter"] * 2 + ["view"] * 2 +
                        ["tuple", "frozenset", "str", "bytes", "range", "int", "float"])
        base = r.choice(BASES)
        self.out += [f"class G{base}:", "    def __repr__(self): return 'G'", "    def __eq__(self, other): return self is other",
                     "    def __hash__(self): return 1", f"class H{base}:",
                     "    def __new__(cls, n=1):", f"        x = {base.strip('()') or 'object'}.__new__(cls)", "        x.n = n", "        return x",
                     "    def __init__(self, n=1): pass"]
        chosen = set()
        for _ in range(r.randrange(1, 6)):
            pool = [m for m in METHODS if m[0] in OFTEN] if r.random() < 0.5 else METHODS
            name, args, answers = r.choice(pool)
            if name not in chosen:
                chosen.add(name)
                self.method(name, args, answers, kind)
        if "__iter__" not in chosen and r.random() < 0.4:
            self.iterator(kind)
            chosen |= {"__iter__", "__next__"}
        if "__hash__" not in chosen:
            self.out.append(f"    def __hash__(self): return {r.choice(['1', 'number(self)', '1'])}" if r.random() < 0.9 else "    __hash__ = None")
        if "__repr__" not in chosen:
            self.out.append("    def __repr__(self): return 'H%s' % number(self)")
        self.out.append("H_items = list(H.__dict__.items())")
        for i in range(r.randrange(3, 7)):
            self.operation(kind, i)
        self.out += ["print('end')", "t = u = h = g = None", "try:", "    kept.clear()", "    gc.collect()", "except BaseException as e:", "    failed(e)", "print(len(gc.garbage))",
                     "budget = -1000", "calls = 0"]
        return "\n".join(self.out) + "\n"

    def operation(self, kind, i):
        r = self.r
        make = r.choice(TARGETS[kind])
        other = r.choice(TARGETS[kind if kind not in ("iter",) else "list"])
        statement = False
        pick = r.random()
        if pick < 0.35:
            op = r.choice(OPERATIONS["any"])
        elif pick < 0.45:
            op, statement = r.choice(OPERATIONS["any statement"]), True
        elif pick < 0.65 and kind + " statement" in OPERATIONS:
            op, statement = r.choice(OPERATIONS[kind + " statement"]), True
        else:
            op = r.choice(OPERATIONS[kind])
        self.out += [f"print({i}, {op!r})", "budget = -1000", "calls = 0", "a_list = [1]", "kept.clear()",
                     "for item in H_items:", "    if item[0] not in ('__dict__', '__weakref__', '__doc__', '__module__'): setattr(H, *item)",
                     "try:", "    h = H(1)", f"    budget = {r.choice(['-1000', '-1000', '1'])}", "    calls = 0",
                     f"    g = {r.choice(TARGETS['dict'])}", f"    t = {make}", f"    u = {other}",
                     f"    budget = {r.choice([1, 1, 2, 3, 100])}", "    calls = 0"]
        if statement:
            self.out.append(f"    {op}")
        else:
            self.out += [f"    result = {op}", "    budget = -1000", "    print('  ', show(result))", "    result = None"]
        self.out += ["except Stop as e:", "    failed(e)", "except Exception as e:", "    failed(e)", "budget = -1000",
                     "print('  ', calls, show(t), show(u), show(g), len(kept))"]


def make_program(seed):
    return Writer(seed).program()


def clean(text):
    return re.sub(r"0x[0-9a-f]{6,}", "0x...", text)


ENVIRONMENT = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8",
               "ASAN_OPTIONS": "detect_leaks=0", "UBSAN_OPTIONS": "print_stacktrace=1"}


def run(command):
    try:
        done = subprocess.run(command, capture_output=True, env=ENVIRONMENT, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        return "timeout", "", ""
    return done.returncode, clean(done.stdout.decode("utf-8", "replace")), clean(done.stderr.decode("utf-8", "replace"))


def last_line(text):
    lines = text.strip().splitlines()
    return lines[-1] if lines else ""


def check(job):
    """One seed under one version: None, or what differs."""
    seed, ouro, version, python, folder = job
    path = pathlib.Path(folder) / f"hostile_{seed}.py"
    real = run([python, "-S", "-s", str(path)])
    ours = run([ouro, "run", "--python", version, str(path)])
    if real[0] in ("timeout", -9, -11, -6) and ours[0] in (0, 1):
        return None  # the real one was brought down; nothing to compare with
    if real[:2] == ours[:2] and last_line(real[2]) == last_line(ours[2]):
        return None
    report = [f"seed {seed} {version}: status {real[0]} / {ours[0]}"]
    a, b = real[1].splitlines(), ours[1].splitlines()
    at = next((i for i in range(max(len(a), len(b))) if a[i:i + 1] != b[i:i + 1]), None)
    if at is not None:
        start = next((k for k in range(min(at, len(a) - 1), -1, -1) if not a[k].startswith(" ")), 0) if a else 0
        report += ["    " + line for line in a[start:at][:8]]
        report += [f"  real {line}" for line in a[at:at + 2]] + [f"  ours {line}" for line in b[at:at + 2]]
    if real[0] != ours[0] or last_line(real[2]) != last_line(ours[2]):
        report += [f"  real err {last_line(real[2])[:200]}", f"  ours err {last_line(ours[2])[:200]}"]
        report += [f"    {line}" for line in ours[2].splitlines() if "ERROR:" in line or "runtime error" in line or " #" in line][:9]
    return "\n".join(report)


def main():
    words = [w for w in sys.argv[1:] if not w.startswith("--")]
    keep = sys.argv[sys.argv.index("--keep") + 1] if "--keep" in sys.argv else None
    write = sys.argv[sys.argv.index("--write") + 1] if "--write" in sys.argv else None
    words = [w for w in words if w not in (keep, write)]
    if len(words) < 3 or (len(words) < 4 and not write):
        sys.exit(__doc__)
    ouro, first, last = words[0], int(words[1]), int(words[2])
    pythons = [w.split("=", 1) for w in words[3:]]
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(write or keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for seed in range(first, last + 1):
            (folder / f"hostile_{seed}.py").write_text(make_program(seed), encoding="utf-8")
        if write:
            return 0
        jobs = [(seed, ouro, version, python, str(folder)) for seed in range(first, last + 1) for version, python in pythons]
        bad = 0
        with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
            for report in pool.map(check, jobs):
                if report:
                    bad += 1
                    print(report, flush=True)
        print(f"{len(jobs)} runs, {bad} differ")
        return bad > 0


if __name__ == "__main__":
    sys.exit(main())
