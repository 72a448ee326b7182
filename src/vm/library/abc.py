"""Abstract base classes: what a class must have to count as one of a kind."""



def abstractmethod(funcobj):
    """Mark a method that subclasses must replace before they can have instances."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """classmethod and abstractmethod in one; today one writes both."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """staticmethod and abstractmethod in one; today one writes both."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """property and abstractmethod in one; today one writes both."""

    __isabstractmethod__ = True


if "in-C" in __lacks__:
    from _py_abc import ABCMeta

    ABCMeta.__module__ = "abc"
else:
    from _abc import (get_cache_token, _abc_init, _abc_register, _abc_instancecheck, _abc_subclasscheck,
                      _reset_registry, _reset_caches)

    class ABCMeta(type):
        """The metaclass: instance and subclass are what the class, its hook and its registry say."""

        def __new__(mcls, name, bases, namespace, **kwargs):
            cls = super().__new__(mcls, name, bases, namespace, **kwargs)
            _abc_init(cls)
            return cls

        def register(cls, subclass):
            """Count a class, and all that derive from it, as subclasses; return it."""
            return _abc_register(cls, subclass)

        def __instancecheck__(cls, instance):
            """isinstance(instance, cls)"""
            return _abc_instancecheck(cls, instance)

        def __subclasscheck__(cls, subclass):
            """issubclass(subclass, cls)"""
            return _abc_subclasscheck(cls, subclass)

        def _abc_registry_clear(cls):
            """For tests: forget what was registered."""
            _reset_registry(cls)

        def _abc_caches_clear(cls):
            """For tests: forget the answers."""
            _reset_caches(cls)


def update_abstractmethods(cls):
    """Find out anew which methods are abstract, after the class was changed."""
    if not hasattr(cls, "__abstractmethods__"):
        return cls
    abstracts = set()
    for scls in cls.__bases__:
        for name in getattr(scls, "__abstractmethods__", ()):
            value = getattr(cls, name, None)
            if getattr(value, "__isabstractmethod__", False):
                abstracts.add(name)
    for name, value in cls.__dict__.items():
        if getattr(value, "__isabstractmethod__", False):
            abstracts.add(name)
    cls.__abstractmethods__ = frozenset(abstracts)
    return cls


class ABC(metaclass=ABCMeta):
    """A class to derive from instead of naming the metaclass."""

    __slots__ = ()


if "in-C" in __lacks__:
    def get_cache_token():
        """A number that changes when a class is registered anywhere."""
        return ABCMeta._abc_invalidation_counter

    from _weakrefset import WeakSet
