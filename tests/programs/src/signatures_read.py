import inspect


def f(a, b: int = 2, *args, c, d="x", **kw) -> str:
    """What f does."""
    return "r"


sig = inspect.signature(f)
print(sig, list(sig.parameters), sig.parameters["b"].default, sig.parameters["c"].kind, sig.return_annotation, sig.parameters["b"].annotation)
bound = sig.bind(1, 2, 3, c=4, z=5)
bound.apply_defaults()
print(dict(bound.arguments))
try:
    sig.bind()
except TypeError as e:
    print(e)


class C:
    """Doc of C."""
    x = 1

    def m(self, y):
        pass

    @classmethod
    def k(cls):
        pass

    @staticmethod
    def s(q=1):
        pass


print(inspect.signature(C.m), inspect.signature(C().m), inspect.signature(C.k), inspect.signature(C.s), inspect.getdoc(C), inspect.getdoc(f))
print(inspect.isfunction(f), inspect.isclass(C), inspect.ismethod(C().m), inspect.isbuiltin(len), inspect.isgeneratorfunction(f), inspect.ismodule(inspect), [n for n, v in inspect.getmembers(C, inspect.isfunction)])
print(inspect.getsource(C.m).strip(), inspect.currentframe().f_code.co_name, inspect.getmro(C)[-1] is object)
print(f.__annotations__, f.__doc__, f.__module__, C.__qualname__, C.m.__qualname__)
