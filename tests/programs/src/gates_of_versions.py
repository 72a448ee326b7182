class D(dict): pass
class E(dict):
    def __init__(self, **k): dict.__init__(self, **k)
def f(**k): return k
for name, call in (('dict', lambda: dict(**{1: 2})), ('D', lambda: D(**{1: 2})), ('update', lambda: {}.update(**{1: 2})), ('init', lambda: {}.__init__(**{1: 2})), ('E', lambda: E(**{1: 2})), ('f', lambda: f(**{1: 2})), ('two', lambda: dict([(3, 4)], **{1: 2}))):
    try: print(name, call())
    except TypeError as e: print(name, 'error', e)
x = 2
for o in ('a', None, [1]):
    try: x **= o
    except TypeError as e: print(e)
    try: x += o
    except TypeError as e: print(e)
    try: x ** o
    except TypeError as e: print(e)


class P:
    def __pow__(self, o): return "pow"
    def __ipow__(self, o): return NotImplemented
    def __rpow__(self, o): return "rpow"


class Q(P): pass


for o in (1, "a", P(), Q()):
    p = P()
    try:
        p **= o
        print(p)
    except TypeError as e: print(e)
x = [lambda f: f]
for text in ("@x[0]\ndef g(): pass", "@(lambda f: f)\ndef g(): pass", "@x.copy()[0]\nclass G: pass", "@x\n@f\ndef g(): pass"):
    try:
        exec(text)
        print("ran")
    except SyntaxError as e: print(e.msg, e.lineno, e.offset)
    except TypeError as e: print(e)
