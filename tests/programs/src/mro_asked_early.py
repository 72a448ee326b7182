# a class whose order of resolution is not known yet: in mro() of its metaclass


assigned = False


class M(type):
    def mro(cls):
        names = dir(cls)
        print(cls.__name__, cls.__mro__, "method" in names, super(M, cls).mro() == type.mro(cls))
        try:
            class Derived(cls):
                pass
        except TypeError as e:
            print(type(e).__name__, e)
        try:
            print(cls.method, isinstance(cls, M), issubclass(cls, object), cls())
        except (AttributeError, TypeError) as e:
            print(type(e).__name__)
        global assigned
        if cls.__name__ == "B" and not assigned:
            assigned = True
            cls.__bases__ = (A,)
        return super().mro()


class A(metaclass=M):
    def method(self):
        pass


class B(A):
    pass


print(B.__mro__, B.__bases__)


class Wrong(type):
    def mro(cls):
        raise ValueError(cls.__mro__)


try:
    Wrong("W", (), {})
except ValueError as e:
    print("ValueError", e)
