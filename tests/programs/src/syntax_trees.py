"""Trees of sources: made, evaluated, shown, visited, changed, compiled, written as source."""
import ast
print(ast.literal_eval("{'a': [1, 2.5, (3, None)], 'b': {1, 2}, 'c': -5, 'd': b'x', 'e': 1+2j}"))
print(ast.dump(ast.parse('x = f(a, b=1)\nif 1: pass\ndef g(a, *b, c=2, **d) -> int:\n    return a[1:2], d["x"]\nclass K(object, m=1): pass'),include_attributes=True))
for t in '1+2', 'f()', '{1:2, **a}', '-1+2j', '{*a}', '[x', "b'a'":
    try: print(ast.literal_eval(t))
    except Exception as e: print(type(e), str(e)[:50])
t = ast.parse("a = 1 + 2\nprint(a)")
exec(compile(t, "<x>", "exec"))
class V(ast.NodeVisitor):
    def visit_Name(self, n): print(n.id, n.lineno, n.col_offset)
V().visit(t)
class T(ast.NodeTransformer):
    def visit_Add(self, n): return ast.Mult()
exec(compile(ast.fix_missing_locations(T().visit(t)), "<x>", "exec"))
print(ast.get_docstring(ast.parse("def f():\n  'doc'\n").body[0]))
for k in ((1,2,3,4),{}),((1,),{'value':3}),((),{'foo':3}),((),{}):
    try: print(vars(ast.Return(*k[0],**k[1])))
    except TypeError as e: print(e)
print(isinstance(ast.parse("5").body[0].value, ast.Constant))
try: ast.parse("x = = 2")
except SyntaxError as e: print(e, e.lineno, e.filename)
print([type(n).__name__ for n in ast.walk(ast.parse("f'{x!r:>{w}}' + 'a'"))])
if hasattr(ast, 'unparse'):
    print(ast.unparse(ast.parse("def f(a, b=2, *c):\n    '''doc'''\n    for i, j in x: y[i, j] = (a + b) * 2 ** -c\n    return a, b\nif a: pass\nelif b: print(f'{a}b')\nelse: x = lambda q: (yield)\n")))
