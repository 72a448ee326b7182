@d
def f(): pass
@d(1)
@e
def g(x=1): pass
@a.b.c
class C: pass
@d
@e(2)
class D(B):
    @staticmethod
    def s(): pass
    @property
    def p(self): return self._p
    @p.setter
    def p(self, v): self._p = v
