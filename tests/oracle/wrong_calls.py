#!/usr/bin/env python3
"""Wrong calls of built-in functions, types and methods: what does each Python say of them?

usage: wrong_calls.py OURO VERSION=PYTHON... [--sample SEED COUNT]

Everything callable in C that a program reaches from the built-in names is called with none to five objects that fit
nothing, and with a keyword that it does not have; the simulator (`OURO run --python VERSION`) must answer with the
words of PYTHON. What differs is printed by kind. --sample prints, instead, a program with so many of those calls, the
same for the same seed, out of those about which all the Pythons named and the simulator agree.
"""
import collections
import pathlib
import random
import re
import subprocess
import sys
import tempfile

PRELUDE = '''class W(object):
    __slots__ = ()
    def __repr__(self): return 'w'
w = W()
def words(f, args, kw):
    try:
        f(*args, **kw)
    except BaseException as e:
        text = type(e).__name__ + ': ' + str(e)
        return text[:text.index('0x')] if '0x' in text else text
    return 'fine'
def gen():
    yield 1
def fun(): pass
import types
MAKE = {'int': lambda: 5, 'bool': lambda: True, 'float': lambda: 1.5, 'complex': lambda: 1j, 'str': lambda: 'abc', 'bytes': lambda: b'abc',
    'bytearray': lambda: bytearray(b'abc'), 'list': lambda: [1], 'tuple': lambda: (1,), 'dict': lambda: {1: 2}, 'set': lambda: {1},
    'frozenset': lambda: frozenset([1]), 'range': lambda: range(3), 'slice': lambda: slice(1), 'object': object, 'generator': gen,
    'function': lambda: fun, 'method': lambda: types.MethodType(fun, 1), 'keys': lambda: {1: 2}.keys(), 'items': lambda: {1: 2}.items(),
    'values': lambda: {1: 2}.values(), 'listiter': lambda: iter([1]), 'tupleiter': lambda: iter((1,)), 'striter': lambda: iter('a'),
    'dictiter': lambda: iter({1: 2}), 'setiter': lambda: iter({1}), 'rangeiter': lambda: iter(range(2)), 'enumerate': lambda: enumerate([]),
    'zip': lambda: zip([]), 'map': lambda: map(len, []), 'filter': lambda: filter(None, []), 'reversed': lambda: reversed([]),
    'property': property, 'staticmethod': lambda: staticmethod(fun), 'classmethod': lambda: classmethod(fun), 'super': lambda: super(W, w),
    'exc': lambda: ValueError(1), 'oserror': lambda: OSError(1, 'x'), 'module': lambda: types.ModuleType('m'), 'code': lambda: fun.__code__,
    'memoryview': lambda: memoryview(b'abc'), 'type': lambda: W, 'none': lambda: None, 'ellipsis': lambda: ..., 'builtin': lambda: len,
    'descr': lambda: list.append, 'wrapper': lambda: list.__len__}
def from_module(name):
    module, _, name = name.partition('.')
    return getattr(__import__(module), name)
B = __builtins__ if isinstance(__builtins__, dict) else __builtins__.__dict__
def one(kind, name, n, named):
    kw = {'wrong': w} if named else {}
    if kind == 'new': return words(type(MAKE[name]()), (w,) * n, kw)
    if kind == 'module': return words(from_module(name), (w,) * n, kw)
    if kind == 'builtin': return words(B[name], (w,) * n, kw)
    if kind == 'unbound': return words(getattr(type(MAKE[name.split('.')[0]]()), name.split('.')[1]), (w,) * n, kw)
    return words(getattr(MAKE[name.split('.')[0]](), name.split('.')[1]), (w,) * n, kw)
'''

ALL = '''SKIP = {'exit', 'quit', 'input', 'breakpoint', 'help', 'license', 'copyright', 'credits', 'print', 'open', 'exec', 'eval', 'vars', 'dir',
    'locals', 'globals', 'id', 'hash', 'one', 'words', 'gen', 'fun'}
LEAVE = ('__class__', '__dict__', '__doc__', '__subclasses__', '__sizeof__', '__dir__', '__hash__', '__reduce__', '__reduce_ex__',
    '__init_subclass__', '__new__', '__getstate__')
def show(kind, name):
    for n in range(6):
        print(kind, name, n, 0, one(kind, name, n, False))
    for n in range(3):
        print(kind, name, n, 1, one(kind, name, n, True))
HARMFUL = {'exit', '_exit', 'abort', 'setrecursionlimit', 'settrace', 'setprofile', 'sleep', 'setswitchinterval', 'set_threshold', 'collect',
    'disable', 'enable', 'set_debug', 'freeze', 'unfreeze', 'breakpointhook', 'displayhook', 'excepthook', 'unraisablehook',
    'set_asyncgen_hooks', 'call_tracing', 'set_coroutine_wrapper', 'setdlopenflags', 'activate_stack_trampoline', 'clock_settime',
    '_clear_type_cache', '_clear_internal_caches', 'set_int_max_str_digits', 'tzset', 'addaudithook', 'audit'}
for module in 'sys gc math itertools _functools _operator _weakref _collections time array _bisect binascii'.split():
    for name in sorted(vars(__import__(module))):
        f = from_module(module + '.' + name)
        if name in HARMFUL or name.startswith('_') or not (type(f).__name__ == 'builtin_function_or_method' or type(f) is type): continue
        show('module', module + '.' + name)
for name in sorted(B):
    if name not in SKIP and not name.startswith('_') and callable(B[name]):
        show('builtin', name)
for kind in sorted(MAKE):
    show('new', kind)
    for name in sorted(dir(MAKE[kind]())):
        if name in LEAVE: continue
        try: a = getattr(MAKE[kind](), name)
        except Exception: continue
        if type(a).__name__ in ('builtin_function_or_method', 'method-wrapper'): show('bound', kind + '.' + name)
    for name in sorted(vars(type(MAKE[kind]()))):
        a = getattr(type(MAKE[kind]()), name, None)
        if type(a).__name__ in ('method_descriptor', 'wrapper_descriptor') and name not in LEAVE:
            for n in range(2): print('unbound', kind + '.' + name, n, 0, one('unbound', kind + '.' + name, n, False))
'''


def answers(command, path):
    done = subprocess.run(command + [str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=600, check=False)
    lines = (line.split(" ", 4) for line in done.stdout.decode("utf-8", "replace").splitlines())
    return {tuple(words[:4]): words[4] for words in lines if len(words) == 5}


def kind_of(words):
    return re.sub(r"'[^']*'", "'...'", re.sub(r"\d+", "N", re.sub(r"[\w.]+\(\)", "f()", words)))


def sample(seed, count, agreed):
    chosen = sorted(random.Random(seed).sample(sorted(agreed), count))
    rows = "".join(f"    {row[0], row[1], int(row[2]), int(row[3])},\n" for row in chosen)
    return f"# Made by tests/oracle/wrong_calls.py --sample {seed} {count}.\n{PRELUDE}CALLS = (\n{rows})\nfor call in CALLS:\n    print(*call, one(*call))\n"


def main():
    words = sys.argv[1:]
    at = words.index("--sample") if "--sample" in words else len(words)
    options, words = words[at + 1:], words[:at]
    if len(words) < 2:
        sys.exit(__doc__)
    ouro, bad, agreed = words[0], 0, None
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "wrong_calls.py"
        path.write_text(PRELUDE + ALL, encoding="utf-8")
        for version, python in (word.split("=", 1) for word in words[1:]):
            real = answers(python.split() + ["-I", "-S"], path)
            ours = answers([ouro, "run", "--python", version], path)
            both = [key for key in real if key in ours]
            same = {key for key in both if real[key] == ours[key]}
            agreed = same if agreed is None else agreed & same
            bad += len(both) - len(same)
            if options:
                continue
            print(f"{version}: {len(both)} calls, {len(both) - len(same)} differ, {len(real) - len(both)} are not here")
            kinds = collections.Counter((kind_of(real[key]), kind_of(ours[key])) for key in both if key not in same)
            first = {}
            for key in (key for key in both if key not in same):
                first.setdefault((kind_of(real[key]), kind_of(ours[key])), " ".join(key))
            for kind, n in kinds.most_common():
                print(f"  {n:4} {first[kind]}: real {kind[0]} | ours {kind[1]}")
    if options:
        print(sample(int(options[0]), int(options[1]), agreed), end="")
        return 0
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
