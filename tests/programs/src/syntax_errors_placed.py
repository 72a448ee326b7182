# What a mistake in a text tells: of the parser with its line, of the table of symbols as a finished
# exception, of the compiler without the text.
def show(text):
    try:
        exec(text)
    except SyntaxError as e:
        end = (e.end_lineno, e.end_offset) if hasattr(e, 'end_lineno') else None
        print(type(e).__name__, [e.filename, e.lineno, e.offset, e.text], len(e.args), end is None or end)
show('x = = 1')
show('a = 1\nb = )\nc = 2')
show('if 1:\n    y = 5 5 +\n')
show('    a')
show('x = 1\n  y = 2\n')
show('def f():\n    continue_ = 1\n    nonlocal zz\n')
show('z = [1, 2))')
show('for in x: pass')
show("\u00e9 = = 1")
class Own(SyntaxError):
    pass
try:
    raise Own('text', ('folder/file.py', 3, 5, '    abc def\n'))
except SyntaxError as e:
    print(e, e.msg, e.filename)
print(repr(SyntaxError('bare')), SyntaxError('bare').lineno)
try:
    exec("if 1:\n    x = = 1")
except SyntaxError as e:
    last = e
try:
    raise SyntaxError('own words', ('file.py', 3, 6, '\tabc def\n'))
finally:
    try:
        raise SyntaxError('bare')
    finally:
        try:
            raise Own(None, ('file.py', None, 2, 'text'))
        finally:
            raise last
