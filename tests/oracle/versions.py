#!/usr/bin/env python3
"""Hold the tables behind `ouro versions` against real interpreters.

usage: versions.py measure PYTHON...    run each interpreter, write expected/versions.json beside this script
       versions.py check OURO           compare `OURO versions --json` with that record (a test; needs no interpreters)

Each number and each difference that a program can see has a probe: an expression, or a body that assigns `r`. A
number's probe gives the number, a difference's probe gives True where the version has it. What has no probe is not
visible from a program; `check` prints how many those are.
"""
import json
import pathlib
import subprocess
import sys

RECORD = pathlib.Path(__file__).resolve().parent / "expected" / "versions.json"

# What the probes share: err() is the text of an exception; stats() the lines of sys._debugmallocstats().
PRELUDE = r'''
import gc, os, re, sys, tempfile
def err(f, *a, **k):
    try:
        f(*a, **k)
    except BaseException as e:
        return type(e).__name__ + ": " + str(e)
    return ""
def stats(first=lambda: None):
    with tempfile.TemporaryFile() as f:
        sys.stderr.flush()
        saved = os.dup(2)
        os.dup2(f.fileno(), 2)
        show = sys._debugmallocstats
        first()
        show()
        os.dup2(saved, 2)
        f.seek(0)
        return f.read().decode()
def run(source):
    space = dict(globals())
    exec(source, space)
    return space.get("r")
def stat(pattern):
    m = re.search(pattern + r"\s*=\s*([\d,]+)", stats())
    return int(m.group(1).replace(",", "")) if m else 0
def kept(name, make):
    l = [make() for i in range(3000)]
    m = re.search(r"(\d+) free " + name, stats(l.clear))
    return int(m.group(1)) if m else 0
def capacity(l): return (sys.getsizeof(l) - sys.getsizeof([])) // 8
def told(source):
    import subprocess
    run = subprocess.run([sys.executable, "-c", source], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return run.stderr.decode()
class P: pass
def has_op(f, name):
    import dis
    return any(i.opname == name for i in dis.get_instructions(f))
'''

NUMBERS = {
    "alignment": "16 if all(id(o) % 16 == 0 for o in [(i, i) for i in range(99)]) else 8",
    "pool_bytes": "int(re.search(r'unused pools \\* ([\\d,]+) bytes', stats()).group(1).replace(',', ''))",
    "arena_bytes": "int(re.search(r'arenas \\* ([\\d,]+) bytes/arena', stats()).group(1).replace(',', ''))",
    "arena_map_node_bytes": "stat('bytes lost to arena map root')",
    "arena_map_leaf_bytes": "stat('bytes lost to arena map bot')",
    "max_small": "int(re.findall(r'(?m)^ +\\d+ +(\\d+) +\\d+ +\\d+ +\\d+ *$', stats())[-1])",
    "free_float": "kept('PyFloatObject', lambda: float('1.5'))",
    "free_tuple_per_size": "kept('3-sized PyTupleObject', lambda: tuple([1, 2, 3]))",
    "free_tuple_sizes": "max(int(n) for n in re.findall(r'(\\d+)-sized PyTupleObject', stats()))",
    "free_list": "kept('PyListObject', lambda: [1])",
    "free_dict": "kept('PyDictObject', lambda: {1: 2})",
    "free_method": "kept('PyMethodObject', lambda: P().__init__.__self__.__class__ and (lambda s: s).__get__(1))",
    "free_cfunction": "kept('PyCFunctionObject', lambda: [].append)",
    "gc_threshold0": "gc.get_threshold()[0]",
    "gc_threshold1": "gc.get_threshold()[1]",
    "gc_threshold2": "gc.get_threshold()[2]",
    "gc_head": "sys.getsizeof([]) - [].__sizeof__()",
    "immortal_refcnt": "sys.getrefcount(None) if sys.getrefcount(None) == sys.getrefcount(True) else 0",
    "static_refcnt": "999999999 if 999999999 <= sys.getrefcount(255) < 10**9 + 10**6 else 0",
    "static_type_bytes": "sys.getsizeof(int)",
    "str_ascii_header": "sys.getsizeof('') - 1",
    "str_compact_header": "sys.getsizeof('\\u0416') - 4",
    "unicode": "__import__('unicodedata').unidata_version",
    "dict_keys_header": "sys.getsizeof({1: 1}) - sys.getsizeof([]) - 8 - 8 - 5 * 24",
}

DIFFERENCES = {
    "stats_dict_keys": "'PyDictKeysObject' in stats()",
    "gc_in_alloc": """
n = []
gc.callbacks.append(lambda p, i: n.append(p))
gc.set_threshold(5)
a = {1}; b = {1}; c = {1}; d = {1}; e = {1}; f = {1}; g = {1}; h = {1}; i = {1}; j = {1}; k = {1}; r = n != []
gc.callbacks.clear()
gc.set_threshold(700)""",
    "resurrect_reports_all": """
kept_alive = []
class Z:
    def __del__(self): kept_alive.append(self)
gc.collect()
z = Z(); z.me = z; del z
r = gc.collect() > 0""",
    "resurrect_keeps_all": """
kept_alive, died = [], []
class Z:
    def __del__(self): kept_alive.append(self)
class Y:
    pass
import weakref
z = Z(); z.me = z
y = Y(); y.me = y; w = weakref.ref(y); b = [y]; b.append(b)
del z, y, b
gc.collect(); n = sum(type(o) is Y for o in gc.get_objects())
r = n > 0""",
    "instances_always_collected": "run('class S: __slots__ = ()\\nr = gc.is_tracked(S())')",
    "gc_packs_arguments": "run('def f(*a): return len(gc.get_referrers(*a))\\nr = f(P) > len(gc.get_referrers(P))')",
    "traceback_total": "hasattr(__import__('tracemalloc').Traceback, 'total_nframe')",
    "gc_is_finalized": "hasattr(gc, 'is_finalized')",
    "gc_phase_shared": """
seen = []
def one(phase, info): seen.append(phase)
def two(phase, info): seen.append(phase)
gc.callbacks.extend([one, two])
gc.collect()
del gc.callbacks[-2:]
r = seen[0] is seen[1]
""",
    "immortal": "sys.getrefcount(None) == 4294967295",
    "immortal_interned_all": "sys.getrefcount(sys.intern('not seen %d' % len(sys.argv))) == 4294967295",
    "args_move_to_callee": "run('def f(x): return sys.getrefcount(x)\\nr = f([]) == 2')",
    "instance_dict_always": "run('a = P()\\na.x = 1\\nr = any(type(o) is dict for o in gc.get_referents(a))')",
    "numbers_have_str": "'__str__' in vars(int)",
    "view_and_is_update": "run('class K:\\n    def __hash__(self): asked.append(1); return 1\\nasked = []\\nd = {K(): 1}\\ndel asked[:]\\nd.keys() & []\\nr = bool(asked)')",
    "managed_dict": "P.__dictoffset__ < 0",
    "managed_weakref": "P.__weakrefoffset__ < 0",
    "wrappers_copy_names": "hasattr(staticmethod(len), '__name__')",
    "class_annotations_on_demand": "hasattr(P, '__annotations__')",
    "code_holds_bytecode": "sys.getsizeof((lambda: 0).__code__) > type((lambda: 0).__code__).__basicsize__",
    "code_qualname": "hasattr((lambda: 0).__code__, 'co_qualname')",
    "int_lv_tag": "bool.__basicsize__ == 24",
    "int_zero_digit": "sys.getsizeof(0) == 28",
    "int_small_difference": "run('r = (lambda a, b: a - b)(10**20 + 5, 10**20) is 5')",
    "int_small_remainder": "run('r = (lambda a, b: a % b)(10**40 + 5, 10**40) is 5')",
    "round_uncached": "round(5.0) is not round(5.0)",
    "nan_hash_by_address": "hash(float('nan')) != 0",
    "none_hash_constant": "hash(None) == 0xfca86420",
    "siphash13": "sys.hash_info.algorithm == 'siphash13'",
    "latin1_static": "sys.getrefcount('q') > 10**8",
    "latin1_utf8": "sys.getsizeof(chr(0xe9)) - sys.getsizeof('') == (61 - 41)",
    "str_has_wstr": "sys.getsizeof('') == 49",
    "capitalize_titlecases": "chr(0x1c6).capitalize() == chr(0x1c5)",
    "replace_in_empty": "''.replace('', 'x', 5) == 'x'",
    "split_room_by_length": "capacity('a b'.split()) == 3",
    "sum_compensated": "sum([0.1] * 10) == 1.0",
    "list_growth_mod4": "run('l = list(range(16))\\nm = []\\nfor i in l: m.append(i)\\nm.append(1)\\nr = capacity(m) == 24')",
    "list_call_preallocates": "capacity(list((1, 2, 3))) == 3",
    "list_extend_exact": "run('l = []\\nl.extend((1, 2, 3))\\nr = capacity(l) == 4')",
    "list_extend_set_grows": "run('l, m = [], []\\nl.extend({1, 2, 3})\\nm.extend((1, 2, 3))\\nr = capacity(l) > capacity(m)')",
    "list_delete_keeps_room": "run('l = list(range(100))\\nfor i in range(99): del l[0]\\nr = capacity(l) == 100')",
    "list_pop_frees_last": "run('l = [1]\\nl.pop()\\nr = capacity(l) == 0')",
    "contains_item_first": """
log = []
class A:
    def __init__(self, n): self.n = n
    def __eq__(self, other): log.append(self.n); return False
A('value') in [A('item')]
r = log[0] == 'item'""",
    "dict_compact_unicode_keys": "sys.getsizeof({'a': 1}) < sys.getsizeof({1: 1})",
    "dict_call_has_table": "sys.getsizeof(dict()) > 100",
    "utf8_in_capitals": "sys.stderr.encoding == 'UTF-8'",
    "stderr_by_line": "b'True' in __import__('subprocess').run([sys.executable, '-E', '-c', 'import sys; print(sys.stderr.line_buffering)'], stdout=-1).stdout",
    "str_ascii_iterator": "type(iter('a')) is not type(iter('\u20ac'))",
    "range_iterator_keeps_start": "iter(range(3)).__reduce__()[2] == 0",
    "list_reversed_stays": "(lambda i: (list(i), i.__reduce__()[0] is reversed)[1])(reversed([1]))",
    "bytes_iterator_ends_as_str": "(lambda i: (list(i), i.__reduce__()[1] == ('',))[1])(iter(b'a'))",
    "frozenset_empty_shared": "frozenset() is frozenset()",
    "frames_on_heap": "'PyFrameObject' in stats()",
    "zombie_frames": """
def f(): return id(sys._getframe())
def g(): return id(sys._getframe())
a = f(); b = g(); c = f()
r = a != b and a == c""",
    "locals_fresh": "run('def f(): return locals() is not locals()\\nr = f()')",
    "consts_shared_in_unit": "run('def f(): return (1.5, 2)\\ndef g(): return (1.5, 2)\\nr = f() is g()')",
    "generator_keeps_code": """
def g(): yield
before = sys.getrefcount(g.__code__)
x = g()
r = sys.version_info >= (3, 11) and sys.getrefcount(g.__code__) - before == 2""",
    "generator_suspended": "hasattr((i for i in []), 'gi_suspended')",
    "generator_guarded": "run('def g(): yield\\nr = has_op(g, \"CALL_INTRINSIC_1\")')",
    "generator_shut_keeps": """
def g(): yield
x = g(); next(x); x.close()
r = sys.getrefcount(g) == 3""",
    "resume_tells_depth": "run('def g(): yield\\nimport dis\\nr = any(i.opname == \"RESUME\" and i.arg > 3 for i in dis.get_instructions(g))')",
    "close_returns_value": """
def g():
    try: yield
    except GeneratorExit: return 5
x = g(); next(x)
r = x.close() == 5""",
    "generator_throw_chains": """
def g():
    try: 1 / 0
    except ZeroDivisionError: yield
x = g(); next(x)
try: x.throw(KeyError)
except KeyError as e: r = isinstance(e.__context__, ZeroDivisionError)""",
    "comp_target_hint": """
try:
    compile('[a, b for a in c]', 'f', 'eval')
except SyntaxError as e:
    r = 'parentheses' in e.msg""",
    "comp_inlined": "run('def f(a): return [b for b in a]\\nr = f.__code__.co_nlocals == 2')",
    "star_in_subscript": "not err(compile, 'x[*y]', 'f', 'eval')",
    "with_parentheses": "not err(compile, 'with (a as b, c as d): pass', 'f', 'exec')",
    "import_path_as_written": "'a.b' not in compile('import \\uff41.b as c', 'f', 'exec').co_names",
    "star_in_for": "not err(compile, 'for x in *a, b: pass', 'f', 'exec')",
    "escape_warning_seen": """
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    compile(r"'\\d'", 'f', 'eval')
r = w[0].category is SyntaxWarning""",
    "set_function_attribute": "run('def f():\\n def g(a=1): pass\\nr = has_op(f, \"SET_FUNCTION_ATTRIBUTE\")')",
    "compare_op_all": "run('def f(a): return a is None\\nr = has_op(f, \"COMPARE_OP\")')",
    "load_attr_methods": "run('def f(a): return a.b()\\nr = has_op(f, \"LOAD_ATTR\") and has_op(f, \"CALL\")')",
    "end_for_pops_one": "run('def f(a):\\n for b in a: pass\\nimport dis\\no = [i.opname for i in dis.get_instructions(f)]\\n"
                        "r = \"END_FOR\" in o and o[o.index(\"END_FOR\") + 1] == \"POP_TOP\"')",
    "for_iter_skips_end": "run('def f(a):\\n for b in a: pass\\nr = has_op(f, \"END_FOR\")')",
    "fstring_tokens": """not err(compile, "f'{'a'}'", 'f', 'eval')""",
    "fstring_place_by_search": r"""
import ast
t = ast.parse("('x'\n f'{a}')")
r = t.body[0].value.values[1].value.lineno == 1""",
    "fstring_empty_tail": """
import ast
t = ast.parse("f'{a:{b}}'")
r = len(t.body[0].value.values[0].format_spec.values) == 2""",
    "fold_percent_format": "run('def f(a): return \"%s\" % (a,)\\nr = has_op(f, \"FORMAT_VALUE\") or has_op(f, \"FORMAT_SIMPLE\")"
                           " or has_op(f, \"CONVERT_VALUE\")')",
    "block_stack": "run('def f():\\n try: g()\\n finally: h()\\nr = has_op(f, \"SETUP_FINALLY\")')",
    "setattr_holds_type": """
seen = []
class D:
    def __set__(self, o, v): seen.append(sys.getrefcount(type(o)))
class A: d = D()
a = A(); n = sys.getrefcount(A)
a.d = 1
r = seen[0] > n""",
    "dict_set_holds": """
seen = []
class K:
    def __hash__(self): seen.append(sys.getrefcount(value)); return 1
value = ['value']
d = {}; k = K(); d[k] = value; a = seen[0]
hash(k)
r = a > seen[1]""",
    "atexit_unraisable": "'ignored in atexit callback' in told('import atexit\\natexit.register(lambda: 1 / 0)')",
    "atexit_colon_last": "'callback <' in told('import atexit\\natexit.register(lambda: 1 / 0)')",
    "traceback_main_unnamed": "'__main__' not in told('class E(Exception): pass\\nraise E(1)')",
    "suggests_self_and_imports": "'forget to import' in told('sys.path')",
    "make_function_qualname": "run('def f():\\n def g(): pass\\nr = any(type(c) is str for c in f.__code__.co_consts)')",
    "compare_op_to_bool": "run('def f(a):\\n if a > 1: g()\\nimport dis\\n'"
                          "'r = any(i.opname == \"COMPARE_OP\" and \"bool(\" in i.argrepr for i in dis.get_instructions(f))')",
    "null_before_arguments": "run('def f(): g()\\nimport dis\\n'"
                             "'r = any(i.opname == \"LOAD_GLOBAL\" and \"NULL\" in i.argrepr for i in dis.get_instructions(f))')",
    "null_below_callable": "run('def f(): g()\\nimport dis\\n'"
                           "'r = not any(\"+ NULL\" in i.argrepr for i in dis.get_instructions(f))')",
    "unpacked_keywords_checked": "'keywords must be strings' == err(lambda: (lambda **k: k)(**{1: 2})).split(': ')[1].split('() ')[-1]"
                                 " and '()' not in err(lambda: (lambda **k: k)(**{1: 2}))",
    "sort_equal_runs": """
n = [0]
class A:
    def __init__(self, v): self.v = v
    def __lt__(self, o): n[0] += 1; return self.v < o.v
l = [A(v) for v in [9, 9, 8, 8, 7, 7, 6, 6, 5, 5, 4, 4, 3, 3, 2, 2]]
l.sort()
r = n[0] < 30""",
    "annotations_as_written": "run('d = {}\\nerr(exec, \"from __future__ import annotations\\\\ndef f(a: 1 + 2): pass\", d)\\n'"
                              "'r = \"f\" in d and d[\"f\"].__annotations__[\"a\"] == \"1 + 2\"')",
    "annotation_block": "'within an annotation' in err(exec, 'from __future__ import annotations\\ndef f():\\n a: (yield)')",
    "annotation_error_plain": "'cannot be' in err(exec, 'from __future__ import annotations\\ndef f():\\n a: (yield)')",
    "null_byte_is_syntax": "'SyntaxError' in err(exec, 'a\\0b')",
    "generic_aliases": "not err(lambda: list[int])",
    "alias_starred": "not err(lambda: [*tuple[int]])",
    "alias_not_generic": "'is not a generic class' in err(lambda: list[int][str])",
    "alias_writes_lists": "run('a = []\\ntry:\\n a.append(list[a])\\nexcept TypeError: pass\\nr = \"Recursion\" in err(repr, a)')",
    "alias_hides_bases": "'__bases__' in err(lambda: list[int].__bases__)",
    "union_types": "not err(lambda: int | str)",
    "union_is_its_types": "run('try: u = int | list[int]\\nexcept TypeError: u = 0\\nr = bool(u) and not err(isinstance, 1, u)')",
    "dict_union": "hasattr({}, '__or__')",
    "index_exact": "__import__('operator').index(True) is not True",
    "slice_hashable": "not err(hash, slice(1))",
    "list_append_keeps_room": "class H:\n    def __length_hint__(s): return 100\n    def __iter__(s): return map(lambda x: 1 // (3 - x), range(9))\nl = []\nerr(l.extend, H())\nd = capacity(l)\nl.append(1)\nr = d > 50 and capacity(l) == d",
    "list_compare_holds": "class K:\n    def __eq__(a, b): return False\n    def __lt__(a, b):\n        K.seen = sys.getrefcount(b)\n        return True\none = object()\nK() < one\nalone = K.seen\n[K()] < [object()]\nr = K.seen == alone",
    "exec_takes_names": "not err(exec, 'pass', globals={})",
    "power_error_names_operator": "'** or pow()' in err(pow, 'a', 1, 2)",
    "exec_takes_closure": "not err(exec, 'pass', {}, {}, closure=None)",
    "subclass_refuses_keywords": "bool(err(type('L', (list,), {}), sequence=()))",
    "integer_argument_named": "'integer argument expected' in err([1].pop, 1.0)",
    "zip_strict": "not err(zip, strict=True)",
    "to_bytes_defaults": "not err((1).to_bytes)",
    "spec_negative_zero": "not err(format, -0.0, 'z.1f')",
    "spec_zero_fills_text": "not err(format, 'a', '05')",
    "replace_count_keyword": "not err('aa'.replace, 'a', 'b', count=1)",
    "staticmethod_callable": "callable(staticmethod(len))",
    "classmethod_chains": "run('class A:\\n @classmethod\\n @property\\n def p(cls): return 5\\nr = A.p == 5')",
    "set_name_wraps": "run('class D:\\n def __set_name__(s, o, n): raise ValueError(n)\\n"
                      "r = \"RuntimeError\" in err(type, \"B\", (), {\"d\": D()})')",
    "traceback_carets": "hasattr((lambda: 0).__code__, 'co_positions')",
    "suggestions": "hasattr(NameError('x'), 'name')",
    "wrapper_repr_function": "'len' in repr(staticmethod(len))",
    "errors_name_type": "'list.append' in err([].append)",
    "errors_name_unions": "'union' in err(isinstance, 1, 1)",
    "errors_qualify_function": "run('class A:\\n def f(self): pass\\nr = \"A.f()\" in err(A().f, 1)')",
    "star_errors_qualify": "run('class A:\\n def f(self, *k): pass\\nr = \"A.f()\" in err(lambda: A.f(*1))')",
    "errors_say_real_number": "'real number' in err(int, [])",
    "index_error_names_type": "'str' in err(lambda: 'a'['x']).split(':')[1][8:]",
    "type_subscript_named": "\"'int'\" in err(lambda: int[0])",
    "spec_error_shows_spec": "'xyz' in err(format, 'a', 'xyz')",
    "spec_error_names_space": "'Space' in err(format, 'a', ' ')",
    "percent_c_overflows": "'Overflow' in err(lambda n: '%c' % n, 10**30)",
    "digits_error_says_digits": "'4300 digits' in err(int, '1' * 5000)",
    "int_modulo_named": "'integer modulo' in err(lambda a: a % 0, 1)",
    "float_floor_named": "'floor' in err(lambda a: a // 0.0, 1.0)",
    "float_modulo_named": "'modulo by zero' in err(lambda a: a % 0.0, 1.0)",
    "float_error_unstripped": "\"'  '\" in err(float, '  ')",
    "str_search_numbers_argument": "'argument 1' in err('a'.find, 1)",
    "str_error_names_argument": "'encoding' in err(str, b'a', 3)",
    "enumerate_error_position": "'(pos 1)' in err(enumerate)",
    "range_error_at_least": "'at least' in err(range)",
    "delete_error_name_only": "err(delattr, P(), 'x') == 'AttributeError: x'",
    "no_dict_error_told": "'__dict__' in err(setattr, object(), 'x', 1)",
    "weakref_slot_error_short": "run('class A: __slots__ = (\"__weakref__\",)\\n"
                                "r = \"either\" not in err(type, \"B\", (A,), {\"__slots__\": (\"__weakref__\",)})')",
    "attribute_name_error_typed": "\"'int'\" in err(getattr, 1, 2)",
    "c_int_error_got_type": "'got type' in err(chr, 'a')",
    "chr_clamps": "'range' in err(chr, 2**40)",
    "flags_take_any": "err('a'.splitlines, 'x') == ''",
    "time_float_out_of_range": "'platform' in err(__import__('time').sleep, 1e100)",
    "time_type_public": "' PyTime_t' in err(__import__('time').sleep, 10**30)",
    "socket_errors_name_function": "'bind()' in err(__import__('socket').socket().bind, 1)",
    "socket_number_checked": "'negative' in err(__import__('socket').socket, fileno=-1)",
    "socket_init_clinic": "'C int' in err(__import__('socket').socket, 2**40)",
    "queue_in_ring": "hasattr(__import__('queue'), 'SimpleQueue') and __import__('queue').SimpleQueue.__basicsize__ > 60",
    "buffer_errors_numbered": "'argument 1 ' in err(open(os.devnull, 'rb', 0).readinto, 'a')",
    "reconfigure_argument_bare": "'bad argument' in err(getattr(open(os.devnull), 'reconfigure', len), encoding=5)",
    "empty_iterable_error": "'iterable' in err(max, [])",
    "property_none_is_no_doc": "None not in gc.get_referents(property(lambda: 1))",
    "syntax_error_end": "hasattr(SyntaxError(), 'end_lineno')",
    "setattr_error_told": "run('try: (5).x = 1\\nexcept AttributeError as e: r = getattr(e, \"name\", None) == \"x\"')",
    "weakref_type_dotted": "type(__import__('weakref').ref(P)).__name__ == 'ReferenceType'",
    "int_str_vectorcall": "'expected' in err(int, 1, 2, 3)",
    "keyword_error_unexpected": "'unexpected' in err(max, 1, 2, foo=3)",
    "with_error_protocol": "run('def f():\\n with 1: pass\\nr = \"TypeError\" in err(f)')",
    "unbound_error_no_value": "run('def f():\\n print(x)\\n x = 1\\nr = \"associated\" in err(f)')",
    "default_order_error_parameter": "'parameter without' in err(compile, 'def f(a=1, b): pass', 'f', 'exec')",
}


def program():
    lines = [PRELUDE, "results = {}", "def probe(source):", "    space = dict(globals())",
             "    try:", "        code = compile(source, 'probe', 'eval')", "    except SyntaxError:",
             "        exec(source, space)", "        return space['r']", "    return eval(code, space)"]
    for name, source in {**NUMBERS, **DIFFERENCES}.items():
        lines.append(f"results[{name!r}] = probe({source!r})")
    lines.append("import json; print(json.dumps(results))")
    return "\n".join(lines)


def measure(pythons):
    record = {}
    for python in pythons:
        version = subprocess.run([python, "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"],
                                 capture_output=True, text=True, check=True).stdout.strip()
        run = subprocess.run([python, "-W", "ignore", "-c", program()], capture_output=True, text=True, check=False)
        if run.returncode != 0:
            sys.exit(f"{version}: {run.stderr}")
        short = version.rsplit(".", 1)[0]
        record[short] = {"release": version, **json.loads(run.stdout)}
        start = "import gc\ngc.collect()\nprint(len(gc.get_objects()) + 1)\n"
        path = RECORD.parent / "start.tmp.py"
        path.write_text(start)
        out = subprocess.run([python, "-S", path], capture_output=True, text=True, check=True).stdout
        path.unlink()
        record[short]["start_objects"] = int(out)
    RECORD.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n")


def check(ouro):
    tables = json.loads(subprocess.run([ouro, "versions", "--json", "--lang", "en"], capture_output=True, text=True,
                                       check=True).stdout)
    record = json.loads(RECORD.read_text())
    order = [v["name"] for v in tables["versions"]]
    wrong, unseen = [], []
    for version in tables["versions"]:
        if record[version["name"]]["release"] != version["release"]:
            wrong.append(f"{version['name']}: recorded from {record[version['name']]['release']}")
    for number in tables["numbers"]:
        for version, value in number["values"].items():
            real = record[version].get(number["name"])
            if real is None:
                unseen.append(number["name"])
            elif real != value:
                wrong.append(f"{number['name']}, {version}: the table says {value}, the interpreter {real}")
    for difference in tables["differences"]:
        first, last = order.index(difference["first"]), order.index(difference["last"])
        for k, version in enumerate(order):
            real = record[version].get(difference["name"])
            if real is None:
                unseen.append(difference["name"])
            elif real != (first <= k <= last):
                wrong.append(f"{difference['name']}, {version}: the table says {first <= k <= last}, the interpreter {real}")
    known = {n["name"] for n in tables["numbers"]} | {d["name"] for d in tables["differences"]} | {"release"}
    for name in sorted(set(record[order[0]]) - known):
        wrong.append(f"{name}: measured, but no row of the tables")
    print(f"{len(known) - 1} rows, {len(set(unseen))} of them without a probe")
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == "measure":
        measure(sys.argv[2:])
    elif len(sys.argv) == 3 and sys.argv[1] == "check":
        sys.exit(check(sys.argv[2]))
    else:
        sys.exit(__doc__)
