import types
from types import SimpleNamespace

n = SimpleNamespace(_b=2, x=1)
n.z = n
print(n, vars(n) is n.__dict__, sorted(vars(n)), n == SimpleNamespace(_b=2, x=1, z=n), n != 3)
del n.z
print(n, n == SimpleNamespace(x=1, _b=2))


class Settings(SimpleNamespace):
    def __init__(self, **kw):
        super().__init__(debug=False, **kw)


s = Settings(x=1)
s.y = 2
print(s, type(s).__name__, s.__dict__, s.__reduce__()[2] is s.__dict__)
try:
    SimpleNamespace(1)
except TypeError as e:
    print(type(e).__name__)


class Old:
    @types.DynamicClassAttribute
    def name(self):
        "the doc"
        return self._name

    @name.setter
    def name(self, value):
        self._name = value.upper()


o = Old()
o.name = "x"
print(o.name, Old.__dict__["name"].__doc__)
