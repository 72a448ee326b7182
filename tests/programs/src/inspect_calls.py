import functools
import inspect


def greet(name, greeting="hello", *rest, loud=False, **more) -> str:
    """Say it.

        indented
    """
    return name


class Base:
    def method(self, a, b: int = 2):
        "of the base"

    @classmethod
    def made(cls, x):
        return cls()

    @staticmethod
    def plain(y):
        return y

    @property
    def size(self):
        return 1


class Derived(Base):
    def __init__(self, v, *, w=1):
        self.v = v

    def method(self, a, b=2):
        return a


sig = inspect.signature(greet)
print(sig, list(sig.parameters), sig.parameters["loud"].kind, sig.parameters["greeting"].default, sig.return_annotation)
bound = sig.bind("x", "y", 1, 2, loud=True, z=3)
print(bound.args, bound.kwargs, bound.arguments["more"])
bound = sig.bind("x")
bound.apply_defaults()
print(dict(bound.arguments), bound)
for wrong in (lambda: sig.bind(), lambda: inspect.signature(3), lambda: inspect.signature(Derived).bind(1, 2),
              lambda: inspect.signature(lambda a: a).bind(b=1), lambda: inspect.signature(lambda a: a).bind(1, a=2)):
    try:
        print(wrong())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(inspect.signature(Derived), inspect.signature(Derived(1).method), inspect.signature(Base.made), inspect.signature(Base.plain))
print(inspect.signature(functools.partial(greet, "me", loud=True)), inspect.signature(lambda x, y=[]: 0))


@functools.wraps(greet)
def wrapper(*args, **kwargs):
    return greet(*args, **kwargs)


print(inspect.signature(wrapper), inspect.unwrap(wrapper) is greet, inspect.getfullargspec(Base.method))
print(inspect.getdoc(greet).splitlines(), inspect.getdoc(Derived.method), inspect.cleandoc("  a\n    b"))
print([n for n, v in inspect.getmembers(Derived, inspect.isfunction)], [n for n, v in inspect.getmembers(Derived(1)) if n[0] != "_"])
print([(a.name, a.kind, a.defining_class.__name__) for a in inspect.classify_class_attrs(Derived) if a.name[0] != "_"])
print(inspect.isclass(Base), inspect.ismethod(Base().method), inspect.isfunction(Base.method), inspect.isbuiltin(len),
      inspect.isroutine(len), inspect.isgeneratorfunction(greet), inspect.getmro(Derived) == Derived.__mro__)
print(inspect.getsource(Base.plain), inspect.getsourcelines(Derived)[1], inspect.getsource(Derived).count("\n"))


def caller():
    frame = inspect.currentframe()
    return frame.f_code.co_name, frame.f_back.f_code.co_name, [f.function for f in inspect.stack()]


print(caller(), inspect.getattr_static(Derived(5), "v"), type(inspect.getattr_static(Derived, "size")).__name__)


def counter():
    n = 0
    while n < 2:
        n += 1
        yield n


g = counter()
states = [inspect.getgeneratorstate(g)]
next(g)
states.append(inspect.getgeneratorstate(g))
print(dict(inspect.getgeneratorlocals(g)), list(g), states + [inspect.getgeneratorstate(g)])
total = 1


def closed(k):
    def inner():
        return k + total + len([])
    return inner


names = inspect.getclosurevars(closed(3))
print(names.nonlocals, names.globals, list(names.builtins), inspect.getcallargs(greet, "a", loud=1))
