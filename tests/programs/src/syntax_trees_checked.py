# What compile() says of trees that are none: fields that are missing, of the wrong kind, or do not fit together.
import ast
PLACE = dict(lineno=1, col_offset=0)


def load(name):
    return ast.Name(name, ast.Load(), **PLACE)


def store(name):
    return ast.Name(name, ast.Store(), **PLACE)


def module(*body):
    try:
        return ast.Module(list(body), [])
    except TypeError:
        return ast.Module(list(body))


cases = [
    lambda: ast.Expression(ast.expr()),
    lambda: module(ast.Pass()),
    lambda: module(3),
    lambda: module(ast.Pass(**PLACE), None),
    lambda: module(ast.Assign([store('a')], load('b'), **PLACE)),
    lambda: module(ast.Assign([load('a')], load('b'), **PLACE)),
    lambda: module(ast.Assign([], load('b'), **PLACE)),
    lambda: module(ast.Assign(store('a'), load('b'), **PLACE)),
    lambda: module(ast.Expr(store('a'), **PLACE)),
    lambda: module(ast.Expr(**PLACE)),
    lambda: module(ast.Expr(None, **PLACE)),
    lambda: module(ast.Expr(ast.stmt(**PLACE), **PLACE)),
    lambda: module(ast.Expr(ast.expr(**PLACE), **PLACE)),
    lambda: module(ast.Expr(ast.Name(3, ast.Load(), **PLACE), **PLACE)),
    lambda: module(ast.If(load('a'), [], [], **PLACE)),
    lambda: module(ast.While(load('a'), [ast.Pass(**PLACE)], [None], **PLACE)),
    lambda: module(ast.Try([ast.Pass(**PLACE)], [], [], [], **PLACE)),
    lambda: module(ast.Try([ast.Pass(**PLACE)], [], [ast.Pass(**PLACE)], [ast.Pass(**PLACE)], **PLACE)),
    lambda: module(ast.Raise(None, load('a'), **PLACE)),
    lambda: module(ast.Delete([], **PLACE)),
    lambda: module(ast.Delete([load('a')], **PLACE)),
    lambda: module(ast.Import([], **PLACE)),
    lambda: module(ast.Global([], **PLACE)),
    lambda: module(ast.Expr(ast.BoolOp(ast.And(), [load('a')], **PLACE), **PLACE)),
    lambda: module(ast.Expr(ast.Compare(load('a'), [], [], **PLACE), **PLACE)),
    lambda: module(ast.Expr(ast.Compare(load('a'), [ast.Eq()], [], **PLACE), **PLACE)),
    lambda: module(ast.Expr(ast.Dict([load('a')], [], **PLACE), **PLACE)),
    lambda: module(ast.Expr(ast.List([load('a'), None], ast.Load(), **PLACE), **PLACE)),
    lambda: module(ast.Expr(ast.List([store('a')], ast.Load(), **PLACE), **PLACE)),
    lambda: module(ast.Expr(ast.BinOp(load('a'), ast.And(), load('b'), **PLACE), **PLACE)),
    lambda: module(ast.Expr(ast.BinOp(load('a'), ast.Add(), load('b'), **PLACE), **PLACE)),
    lambda: module(ast.For(store('a'), load('b'), [ast.Pass(**PLACE)], [], **PLACE)),
    lambda: module(ast.For(load('a'), load('b'), [ast.Pass(**PLACE)], [], **PLACE)),
]
for i, case in enumerate(cases):
    try:
        tree = case()
        code = compile(tree, 'f', 'eval' if i == 0 else 'exec')
        print(i, 'fine')
    except Exception as e:
        print(i, type(e).__name__, str(e).split(' object at')[0])
