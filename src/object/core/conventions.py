#!/usr/bin/env python3
"""How the C functions of CPython are called, read from the interpreters themselves, as conventions.def.

usage: conventions.py OURO VERSION=PYTHON...

Each Python looks into its own structures with ctypes: the flags of every PyMethodDef (Include/methodobject.h) that a
module or a type shows, and whether calling a type goes through tp_vectorcall (offset 50 words in PyTypeObject from 3.9
on). OURO lists which of these functions it has, and what it made of them; the others are left out. Needs all the
interpreters, in order, since a row has a letter for each.
"""
import pathlib
import subprocess
import sys
import tempfile

LISTER = r'''
import sys
NAMES = """builtins sys gc atexit math time itertools array _abc _io _collections _functools _random _sha512 _hashlib
binascii _operator _socket _weakref posix _thread _warnings _string _sre _bisect _queue unicodedata""".split()
modules = []
for name in NAMES:
    try:
        __import__(name)
        modules.append(sys.modules[name])
    except ImportError:
        pass
types = []
def walk(type_):
    for known in types:
        if known is type_:
            return
    types.append(type_)
    for subclass in type.__subclasses__(type_):
        walk(subclass)
walk(object)
# Up to 3.9 object knows only those that start-up has made ready.
DICT = {}
for value in (DICT.keys(), DICT.items(), DICT.values(), iter([]), reversed([]), iter(()), iter(''), iter(b''), iter(set()),
              iter(bytearray()), iter(range(1)), reversed(range(1)), iter(DICT), iter(DICT.items()), iter(DICT.values()),
              (x for x in ()), walk.__code__, sys, [].append, list.append, type.__call__, ''.__len__, type.__dict__,
              slice(1), memoryview(b''), iter(walk, 1), NotImplemented, None, ..., super(int, 1), zip(), map(walk, ()),
              filter(walk, ()), enumerate(()), property(), staticmethod(walk), classmethod(walk)):
    walk(type(value))
LETTERS = {1: 'V', 3: 'K', 4: 'N', 8: 'O', 0x80: 'F', 0x82: 'G', 0x282: 'D'}
WRAPPERS = ('wrapper_descriptor', 'method-wrapper')
def letter_here(f):
    return 't' if isinstance(f, type) else 'w' if type(f).__name__ in WRAPPERS else 'm'
def letter_there(f):
    word = ctypes.sizeof(ctypes.c_void_p)
    if isinstance(f, type):
        fast = sys.version_info >= (3, 9) and ctypes.c_void_p.from_address(id(f) + 50 * word).value
        return 'F' if fast else 'V'
    if type(f).__name__ in WRAPPERS:
        return 'W'
    at = 2 if type(f).__name__ == 'builtin_function_or_method' else 5
    definition = ctypes.c_void_p.from_address(id(f) + at * word).value
    found = LETTERS[ctypes.c_int.from_address(definition + 2 * word).value & ~0x70]
    return 'G' if found == 'F' and sys.version_info < (3, 7) else found  # 3.6 hands names to every METH_FASTCALL
letter = letter_here
if sys.argv[1:] == ['there']:
    import ctypes
    letter = letter_there
for module in modules:
    for name, f in vars(module).items():
        if type(f).__name__ == 'builtin_function_or_method' and f.__self__ is module and f.__name__ == name:
            print(module.__name__ + '.' + name, letter(f))
for type_ in types:
    if letter is letter_here and type_.__flags__ & 512:
        continue
    prefix = type_.__name__.split('.')[-1]
    print(prefix, letter(type_))
    for name, f in vars(type_).items():
        if type(f).__name__ == 'staticmethod':
            f = f.__func__
        if type(f).__name__ in ('builtin_function_or_method', 'method_descriptor', 'classmethod_descriptor',
                                'wrapper_descriptor'):
            print(prefix + '.' + name, letter(f))
'''

HEAD = '''/* conventions.def - how CPython calls each of its C functions and types: made by conventions.py.
 *
 * CONVENTION("module.function" or "type.method" or "type", "letters"): one for each version, from the first on. N no
 * argument, O one object, V a tuple, K a tuple and a dict, F an array, G an array and names, D the same and the class
 * that defines it; W it is a slot wrapper there; - it is not there. Of a type: F an array (tp_vectorcall), V a tuple.
 * Sorted as strcmp does. Slot wrappers of the simulator and types
 * have a row only where some version has something else, and a tuple is not all there is. */
'''


def listing(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    return dict(line.rsplit(" ", 1) for line in done.stdout.splitlines())


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    ouro, rows = sys.argv[1], {}
    pythons = [word.split("=", 1) for word in sys.argv[2:]]
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder) / "lister.py"
        script.write_text(LISTER, encoding="ascii")
        for column, (version, python) in enumerate(pythons):
            here = listing([ouro, "run", "--python", version, str(script)])
            there = listing(python.split() + ["-I", "-S", str(script), "there"])
            for key, kind in here.items():
                row = rows.setdefault(key, ["-"] * len(pythons) + [False])
                row[column] = there.get(key, "-")
                row[-1] |= there.get(key, "-") not in {"w": "W-", "m": "-", "t": "V-"}[kind]
    with open(pathlib.Path(__file__).with_name("conventions.def"), "w", encoding="ascii") as out:
        out.write(HEAD)
        for key in sorted(rows):
            letters = "".join(rows[key][:-1])
            if rows[key][-1] and set(letters) != {"-"}:
                out.write(f'CONVENTION("{key}", "{letters}")\n')


if __name__ == "__main__":
    main()
