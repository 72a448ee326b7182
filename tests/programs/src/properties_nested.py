class O:
    class I:
        @property
        def p(self): pass
        q = property()
o = O.I()
for w in ("o.p = 1", "del o.p", "o.q"):
    try: exec(w)
    except AttributeError as e: print(e)
