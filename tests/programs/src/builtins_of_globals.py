# Which builtins a name falls back to: those that the globals name.
def attempt(text, names):
    try:
        exec(text, names)
    except Exception as e:
        print(type(e).__name__, e)


attempt("print(len('a'))", {'__builtins__': {}})
attempt("print(len('a'))", {'__builtins__': {'print': print, 'len': lambda text: 'own len'}})
attempt("class A: pass", {'__builtins__': {}})
attempt("import gc", {'__builtins__': {}})
attempt("import gc", {'__builtins__': {'__import__': lambda *a: print('imports', a[0])}})
attempt("def f(): return len('ab')\nprint(f())", {'__builtins__': {'print': print, 'len': abs}})


class Any(dict):
    def __missing__(self, key):
        return 'missing ' + key if key != '__builtins__' else None


names = {'__builtins__': Any(print=print)}
attempt("print(nothing)", names)
names = {}
exec("def f(): return len('abc')", names)
print(names['f'](), '__builtins__' in names)
names['__builtins__'] = {'len': lambda text: 'later'}
print(names['f']())
names = {}
exec("exec('x = 1', globals())", {'__builtins__': {'exec': exec, 'globals': lambda: names}})
print(sorted(names['__builtins__']))
