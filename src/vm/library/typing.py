"""Names for annotations. They say what is meant and check nothing; what can be subscripted remembers with what."""

import collections
import collections.abc
import contextlib
import functools
import operator
import sys
import types

__all__ = ["Annotated", "Any", "Callable", "ClassVar", "Concatenate", "Final", "ForwardRef", "Generic", "Literal",
           "Optional", "ParamSpec", "Protocol", "Tuple", "Type", "TypeVar", "Union", "AbstractSet", "Container",
           "ContextManager", "Hashable", "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping", "MappingView",
           "MutableMapping", "MutableSequence", "MutableSet", "Sequence", "Sized", "ValuesView", "Awaitable",
           "AsyncIterator", "AsyncIterable", "Coroutine", "Collection", "AsyncGenerator", "AsyncContextManager",
           "Reversible", "SupportsAbs", "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex",
           "SupportsInt", "SupportsRound", "ChainMap", "Counter", "Deque", "Dict", "DefaultDict", "List",
           "OrderedDict", "Set", "FrozenSet", "NamedTuple", "TypedDict", "Generator", "BinaryIO", "IO", "Match",
           "Pattern", "TextIO", "AnyStr", "assert_never", "assert_type", "cast", "clear_overloads",
           "dataclass_transform", "final", "get_args", "get_origin", "get_overloads", "get_type_hints",
           "is_typeddict", "LiteralString", "Never", "NewType", "no_type_check", "no_type_check_decorator",
           "NoReturn", "NotRequired", "overload", "override", "ParamSpecArgs", "ParamSpecKwargs", "Required",
           "reveal_type", "runtime_checkable", "Self", "Text", "TYPE_CHECKING", "TypeAlias", "TypeAliasType", "TypeGuard", "TypeIs", "TypeVarTuple", "Unpack", "ByteString", "NoDefault",
           "ReadOnly", "get_protocol_members", "is_protocol"]


_GenericAlias = getattr(types, "GenericAlias", ())  # list[int]: of C


def _since(name):
    # Names that the library of a version has not are taken away when this module has run.
    return name in globals()


_optional_told = _arguments_called = _unions_of_instances = _named_forms = _any_parameter = True


# ---- how arguments are taken and shown ----

def _checked(arg, message):
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg)
    if isinstance(arg, _SpecialForm) and arg._name in ("Generic", "Protocol", "ClassVar", "Final") or arg is Generic:
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if not callable(arg) and not isinstance(arg, (type, _Alias, TypeVar, ForwardRef, _SpecialForm)):
        if not _since("_any_parameter") and arg is not ...:
            raise TypeError(f"{message} Got {arg!r:.100}.")
    return arg


def _shown(obj):
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    if isinstance(obj, type) and not isinstance(obj, (_Alias, _GenericAlias)):
        return obj.__qualname__ if obj.__module__ == "builtins" else f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    if isinstance(obj, tuple):
        return "[" + ", ".join(map(_shown, obj)) + "]"
    return repr(obj)


def _variables(args):
    found = []
    for arg in args:
        if isinstance(arg, (TypeVar, _ParamSpec, _TypeVarTuple)):
            candidates = (arg,)
        else:
            candidates = () if isinstance(arg, type) and not isinstance(arg, _GenericAlias) else getattr(arg, "__parameters__", ())
        for one in candidates:
            if one not in found:
                found.append(one)
    return tuple(found)


def _check_number(cls, given, expected):
    if given == expected:
        return
    word = "arguments" if _since("_arguments_called") else "parameters"
    least = "at least " if given < expected and _since("_least_told") and isinstance(cls, type) else ""
    raise TypeError(f"Too {'many' if given > expected else 'few'} {word} for {cls};"
                    f" actual {given}, expected {least}{expected}")


_least_told = True


def _flat(parameters):
    """The members of a union, those of unions within it too, each once."""
    found = []
    for parameter in parameters:
        for one in parameter.__args__ if isinstance(parameter, _UnionAlias) else (parameter,):
            if one not in found:
                found.append(one)
    return tuple(found)


def _cached(function):
    cached = functools.lru_cache()(function)

    @functools.wraps(function)
    def inner(*args, **kwds):
        try:
            return cached(*args, **kwds)
        except TypeError:
            pass  # what cannot be hashed is made again each time
        return function(*args, **kwds)

    return inner


# ---- what is subscripted ----

class _SpecialForm:
    """A name with a meaning of its own, such as Any."""

    def __init__(self, name, doc="", getitem=None):
        self._name = name
        self.__doc__ = doc
        self._getitem = getitem

    def __getattr__(self, item):
        if item in ("__name__", "__qualname__") and _since("_named_forms"):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        if self._name == "Any" and _since("_any_called"):
            raise TypeError("Any cannot be instantiated")
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other] if _since("_optional_told") else NotImplemented

    def __ror__(self, other):
        return Union[other, self] if _since("_optional_told") else NotImplemented

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        if self._getitem is None:
            raise TypeError(f"{self} is not subscriptable")
        return _subscribed(self, parameters)


_any_called = _star_shown = True


@_cached
def _subscribed(form, parameters):
    return form._getitem(form, parameters)


class _Alias:
    """A generic name: bare (List) or with its arguments (List[int])."""

    def __init__(self, origin, args=None, name=None, nparams=-1, inst=True):
        self.__origin__ = origin
        self._name = name
        self._inst = inst
        self._nparams = nparams
        if args is None:
            self._special = True
        else:
            self._special = False
            self.__args__ = args
            self.__parameters__ = _variables(args)
        if name:
            self.__module__ = "typing"
        elif isinstance(origin, type):
            self.__module__ = origin.__module__

    def __getitem__(self, parameters):
        return _alias_item(self, parameters)

    def _with(self, args):
        return type(self)(self.__origin__, args, self._name, self._nparams, self._inst)

    def __mro_entries__(self, bases):
        if self._name:
            found = [self.__origin__] if self.__origin__ not in bases else []
            rest = bases[bases.index(self) + 1:]
            if not any(isinstance(b, _Alias) or isinstance(b, type) and issubclass(b, Generic) for b in rest):
                found.append(Generic)
            return tuple(found)
        if self.__origin__ is Generic:
            if _Protocol in bases:
                return ()
            for b in bases[bases.index(self) + 1:]:
                if isinstance(b, _Alias) and b is not self:
                    return ()
        return (self.__origin__,)

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except Exception:
            pass
        return result

    def __getattr__(self, attr):
        if attr in ("__name__", "__qualname__") and _since("_named_forms"):
            return self._name or self.__origin__.__name__
        if "__origin__" in self.__dict__ and not (attr.startswith("__") and attr.endswith("__")):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __eq__(self, other):
        if not isinstance(other, _Alias) or self._special or other._special:
            return NotImplemented if not isinstance(other, _Alias) else self is other
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash(self.__origin__ if self._special else (self.__origin__, self.__args__))

    def __or__(self, right):
        return Union[self, right] if _since("_optional_told") else NotImplemented

    def __ror__(self, left):
        return Union[left, self] if _since("_optional_told") else NotImplemented

    def __repr__(self):
        if self.__origin__ is _Unpack and _since("_star_shown"):
            return "*" + _shown(self.__args__[0])
        name = "typing." + self._name if self._name else _shown(self.__origin__)
        if self._special:
            return name
        return f"{name}[{', '.join(map(_shown, self.__args__)) or '()'}]"

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        if not self._special:
            raise TypeError("Subscripted generics cannot be used with class and instance checks")
        if isinstance(cls, _Alias):
            return issubclass(cls.__origin__, self.__origin__)
        return issubclass(cls, self.__origin__)


@_cached
def _alias_item(alias, parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    message = "Parameters to generic types must be types."
    parameters = tuple(_checked(p, message) for p in parameters)
    if alias._special:
        if alias._nparams >= 0:
            _check_number(alias, len(parameters), alias._nparams)
        if alias._name == "ContextManager" and _since("_least_told"):
            parameters += (Optional[bool],) if not _since("_optional_told") else (_BoolOrNone,)
        return alias._with(parameters)
    if alias.__origin__ in (Generic, _Protocol):
        raise TypeError(f"Cannot subscript already-subscripted {alias}")
    if not alias.__parameters__:
        raise TypeError(f"{alias} is not a generic class")
    _check_number(alias, len(parameters), len(alias.__parameters__))
    meant = dict(zip(alias.__parameters__, parameters))
    args = []
    for arg in alias.__args__:
        if isinstance(arg, (TypeVar, _ParamSpec)):
            arg = meant[arg]
        elif isinstance(arg, _GenericAlias) and arg.__parameters__ or isinstance(arg, _Alias) and not arg._special and arg.__parameters__:
            arg = arg[tuple(meant[p] for p in arg.__parameters__)]
        args.append(arg)
    if isinstance(alias, _UnionAlias):
        return Union[tuple(args)]
    return alias._with(tuple(args))


class _Either:
    def __repr__(self):
        return "bool | None"


_BoolOrNone = _Either()


class _CallableAlias(_Alias):
    def __getitem__(self, parameters):
        if not self._special:
            return super().__getitem__(parameters)
        if not isinstance(parameters, tuple) or len(parameters) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = parameters
        if args is not ... and not isinstance(args, (list, _ParamSpec, _Alias)):
            raise TypeError(f"Callable[args, result]: args must be a list. Got {args}")
        result = _checked(result, "Callable[args, result]: result must be a type.")
        if isinstance(args, list):
            message = "Callable[[arg, ...], result]: each arg must be a type."
            return self._with(tuple(_checked(a, message) for a in args) + (result,))
        return self._with((args, result))

    def __repr__(self):
        if self._special:
            return super().__repr__()
        args, result = self.__args__[:-1], self.__args__[-1]
        if args == (...,):
            return f"typing.Callable[..., {_shown(result)}]"
        if len(args) == 1 and (isinstance(args[0], _ParamSpec) or getattr(args[0], "_name", None) == "Concatenate"):
            return f"typing.Callable[{_shown(args[0])}, {_shown(result)}]"
        return f"typing.Callable[[{', '.join(map(_shown, args))}], {_shown(result)}]"


class _TupleAlias(_Alias):
    def __getitem__(self, parameters):
        if self._special and parameters == ():
            return self._with(())
        return super().__getitem__(parameters)


class _UnionAlias(_Alias):
    def __eq__(self, other):
        if not isinstance(other, _UnionAlias):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _since("_optional_told"):
            if args[0] is type(None):
                return f"typing.Optional[{_shown(args[1])}]"
            if args[1] is type(None):
                return f"typing.Optional[{_shown(args[0])}]"
        return f"typing.Union[{', '.join(map(_shown, args))}]"

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        if not _since("_unions_of_instances"):
            raise TypeError("Subscripted generics cannot be used with class and instance checks")
        return any(issubclass(cls, arg) for arg in self.__args__)


class _LiteralAlias(_Alias):
    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"


class _AnnotatedAlias(_Alias):
    def __repr__(self):
        said = ", ".join(map(repr, self.__metadata__))
        return f"typing.Annotated[{_shown(self.__origin__)}, {said}]"

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))


# ---- the forms ----

def _no_item(form, parameters):
    raise TypeError(f"{form} is not subscriptable")


def _one_type(form, parameters):
    item = _checked(parameters, f"{form._name} accepts only single type.")
    return _Alias(form, (item,), form._name)


def _union_item(form, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    parameters = _flat(_checked(p, "Union[arg, ...]: each arg must be a type.") for p in parameters)
    return parameters[0] if len(parameters) == 1 else _UnionAlias(Union, parameters)


def _optional_item(form, parameters):
    if isinstance(parameters, tuple):
        word = "typing.Optional" if _since("_optional_told") else "Optional[t]"
        raise TypeError(f"{word} requires a single type. Got {parameters}.")
    return Union[parameters, type(None)]


def _literal_item(form, parameters):
    return _LiteralAlias(form, parameters if isinstance(parameters, tuple) else (parameters,), "Literal")


def _concatenate_item(form, parameters):
    return _Alias(form, parameters if isinstance(parameters, tuple) else (parameters,), "Concatenate")


Any = _SpecialForm("Any", "Of any type.")
NoReturn = _SpecialForm("NoReturn", "A function that does not return.")
Never = _SpecialForm("Never", "No type at all.")
Self = _SpecialForm("Self", "The class that is being defined.")
LiteralString = _SpecialForm("LiteralString", "A text that stands in the source.")
TypeAlias = _SpecialForm("TypeAlias", "A name for a type.")
ClassVar = _SpecialForm("ClassVar", "A variable of the class.", _one_type)
Final = _SpecialForm("Final", "A name that is bound once.", _one_type)
Required = _SpecialForm("Required", "A key that has to be there.", _one_type)
NotRequired = _SpecialForm("NotRequired", "A key that may be missing.", _one_type)
TypeGuard = _SpecialForm("TypeGuard", "What a test says of a type.", _one_type)
ReadOnly = _SpecialForm("ReadOnly", "A key of a typed dict that stays as it is.", _one_type)
TypeIs = _SpecialForm("TypeIs", "The function says whether its argument is of that type.", _one_type)
Unpack = _Unpack = _SpecialForm("Unpack", "One type after the other.", _one_type)
Union = _SpecialForm("Union", "One of several types.", _union_item)
Optional = _SpecialForm("Optional", "A type, or None.", _optional_item)
Literal = _SpecialForm("Literal", "One of these values.", _literal_item)
Concatenate = _SpecialForm("Concatenate", "Parameters in front of others.", _concatenate_item)


class Annotated:
    """A type with something said about it."""

    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple) or len(parameters) < 2:
            raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
        alias = _AnnotatedAlias(parameters[0], (parameters[0],), None)
        alias.__metadata__ = parameters[1:]
        return alias


_Annotated = Annotated  # also where a version has not the name


class ForwardRef:
    """A type that is named before it exists."""

    def __init__(self, arg, is_argument=True):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            compile(arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}") from None
        except NameError:
            pass
        self.__forward_arg__ = arg

    def __eq__(self, other):
        return self.__forward_arg__ == other.__forward_arg__ if isinstance(other, ForwardRef) else NotImplemented

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


# ---- variables ----

def _caller(depth=2):
    return sys._getframe(depth).f_globals.get("__name__", "__main__")


class TypeVar:
    """A type that is not known yet."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        message = "TypeVar(name, constraint, ...): constraints must be types."
        self.__name__ = name
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__constraints__ = tuple(_checked(c, message) for c in constraints)
        self.__bound__ = None if bound is None else _checked(bound, "Bound must be a type.")
        self.__module__ = _caller()

    def __repr__(self):
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return sign + self.__name__

    def __or__(self, right):
        return Union[self, right] if _since("_optional_told") else NotImplemented

    def __ror__(self, left):
        return Union[left, self] if _since("_optional_told") else NotImplemented


class ParamSpec:
    """Parameters that are not known yet."""

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__bound__ = bound
        self.__module__ = _caller()

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __repr__(self):
        return "~" + self.__name__


_ParamSpec = ParamSpec


class ParamSpecArgs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return self.__origin__.__name__ + ".args"

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if isinstance(other, ParamSpecArgs) else NotImplemented

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of ParamSpecArgs")


class ParamSpecKwargs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return self.__origin__.__name__ + ".kwargs"

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if isinstance(other, ParamSpecKwargs) else NotImplemented

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of ParamSpecKwargs")


class TypeVarTuple:
    """Any number of types that are not known yet."""

    def __init__(self, name):
        self.__name__ = name
        self.__module__ = _caller()

    def __iter__(self):
        yield _Unpack[self]

    def __repr__(self):
        return self.__name__

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass an instance of TypeVarTuple")

    def __reduce__(self):
        return self.__name__


_TypeVarTuple = TypeVarTuple


def _is_parameter(p):
    """May a generic class be declared with it?"""
    starred = isinstance(p, _Alias) and p.__origin__ is _Unpack and isinstance(p.__args__[0], _TypeVarTuple)
    return starred or isinstance(p, (TypeVar, _ParamSpec))


class TypeAliasType:
    """What the statement `type` makes."""

    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self.__value__ = value
        self.__type_params__ = self.__parameters__ = type_params
        self.__module__ = _caller()

    def __getitem__(self, parameters):
        return _Alias(self, parameters if isinstance(parameters, tuple) else (parameters,))

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]

    def __repr__(self):
        return self.__name__


class _NoDefaultType:
    """Of the one object that says that a parameter has no default."""

    __slots__ = ()

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


NoDefault = _NoDefaultType()


# ---- classes with parameters ----

class _GenericMeta(type(collections.abc.Sized)):
    """Up to 3.6 a subscripted class is a class of its own, a copy that knows where it comes from."""

    def __new__(meta, name, bases, namespace, **kwargs):
        plain = tuple(getattr(base, "__origin__", base) for base in bases)
        if plain != bases:
            namespace = dict(namespace, __orig_bases__=bases)
        cls = super().__new__(meta, name, plain, namespace, **kwargs)
        found = [p for base in bases if "__origin__" in getattr(base, "__dict__", ()) for p in base.__parameters__]
        if found:
            cls.__parameters__ = tuple(dict.fromkeys(found))
        return cls

    def __getitem__(cls, params):
        alias = cls.__class_getitem__(params)
        namespace = {key: value for key, value in cls.__dict__.items()
                     if key not in ("__dict__", "__weakref__", "__orig_bases__")}
        namespace.update(__origin__=cls, __args__=alias.__args__, __parameters__=alias.__parameters__)
        return type(cls).__new__(type(cls), cls.__name__, cls.__bases__, namespace)

    def __repr__(cls):
        if "__origin__" in cls.__dict__:
            return repr(_Alias(cls.__origin__, cls.__args__))
        return super().__repr__()


_by_meta = "classes-by-GenericMeta" not in __lacks__


class Generic(metaclass=_GenericMeta if _by_meta else type):
    """The base of classes that can be subscripted."""

    __slots__ = ()

    def __new__(cls, *args, **kwds):
        if cls is Generic and not _since("_arguments_called"):
            raise TypeError("Type Generic cannot be instantiated; it can be used only as a base class")
        new = super().__new__
        return new(cls) if new is object.__new__ else new(cls, *args, **kwds)

    @classmethod
    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple(_checked(p, "Parameters to generic types must be types.") for p in params)
        if cls in (Generic, _Protocol):
            if not all(map(_is_parameter, params)):
                also = " or parameter specification variables." if _since("_arguments_called") else ""
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables{also}")
            if len(set(params)) != len(params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
        else:
            if not cls.__parameters__:
                raise TypeError(f"{cls} is not a generic class")
            _check_number(cls, len(params), len(cls.__parameters__))
        return _Alias(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "__origin__" in cls.__dict__:  # a subscripted copy of 3.6
            return
        variables = ()
        bases = cls.__dict__.get("__orig_bases__")
        if bases is not None:
            if Generic in bases:
                raise TypeError("Cannot inherit from plain Generic")
            variables = _variables(bases)
            for base in bases:
                if isinstance(base, _Alias) and base.__origin__ is Generic:
                    variables = base.__parameters__
        elif Generic in cls.__bases__ and cls.__name__ != "Protocol":
            raise TypeError("Cannot inherit from plain Generic")
        cls.__parameters__ = variables


_not_told = frozenset(("__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__",
                       "__new__", "__slots__", "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__",
                       "__parameters__", "__orig_bases__", "_is_protocol", "_is_runtime_protocol", "_abc_impl",
                       "__static_attributes__", "__firstlineno__", "__protocol_attrs__", "__qualname__"))


def _protocol_names(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        for name in list(base.__dict__) + list(base.__dict__.get("__annotations__", {})):
            if name not in _not_told:
                names.add(name)
    return names


class _ProtocolMeta(_GenericMeta if _by_meta else type(collections.abc.Sized)):
    def __instancecheck__(cls, instance):
        if cls.__dict__.get("_is_protocol") and cls is not _Protocol:
            if not cls.__dict__.get("_is_runtime_protocol"):
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            return all(hasattr(instance, name) for name in _protocol_names(cls))
        return super().__instancecheck__(instance)

    def __subclasscheck__(cls, other):
        if cls.__dict__.get("_is_protocol") and cls is not _Protocol and isinstance(other, type):
            if not cls.__dict__.get("_is_runtime_protocol"):
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            return all(hasattr(other, name) for name in _protocol_names(cls))
        return super().__subclasscheck__(other)


def _no_init(self, *args, **kwargs):
    if type(self).__dict__.get("_is_protocol"):
        raise TypeError("Protocols cannot be instantiated")


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of classes that say which attributes are wanted."""

    __slots__ = ()
    _is_protocol = True

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(b is _Protocol for b in cls.__bases__)
        if cls._is_protocol and "__init__" not in cls.__dict__:
            cls.__init__ = _no_init


_Protocol = Protocol  # also where a version has not the name


def runtime_checkable(cls):
    """Let isinstance() look whether the attributes of a protocol are there."""
    if not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


_runtime_checkable = runtime_checkable  # also where a version has not the name


def _supports(name, method):
    cls = _ProtocolMeta(name, (_Protocol,), {"__module__": "typing", "__slots__": (), method: lambda self: None,
                                            "_is_protocol": True})
    return _runtime_checkable(cls)


SupportsInt = _supports("SupportsInt", "__int__")
SupportsFloat = _supports("SupportsFloat", "__float__")
SupportsComplex = _supports("SupportsComplex", "__complex__")
SupportsBytes = _supports("SupportsBytes", "__bytes__")
SupportsIndex = _supports("SupportsIndex", "__index__")
SupportsAbs = _supports("SupportsAbs", "__abs__")
SupportsRound = _supports("SupportsRound", "__round__")

# ---- names of containers ----

T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
V_co = TypeVar("V_co", covariant=True)
VT_co = TypeVar("VT_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)
AnyStr = TypeVar("AnyStr", bytes, str)
Text = str
TYPE_CHECKING = False


def _abstract(name, nparams, class_name=None):
    origin = getattr(collections.abc, class_name or name, None)
    if origin is None:  # of asynchronous code
        origin = type(class_name or name, (), {"__module__": "collections.abc"})
    return _Alias(origin, None, name, nparams, False)


def _concrete(name, origin, nparams=1):
    return _Alias(origin, None, name, nparams, False)


Hashable = _abstract("Hashable", 0)
Sized = _abstract("Sized", 0)
Container = _abstract("Container", 1)
Collection = _abstract("Collection", 1)
Iterable = _abstract("Iterable", 1)
Iterator = _abstract("Iterator", 1)
Reversible = _abstract("Reversible", 1)
Generator = _abstract("Generator", 3)
Sequence = _abstract("Sequence", 1)
MutableSequence = _abstract("MutableSequence", 1)
ByteString = _abstract("ByteString", 0)
AbstractSet = _abstract("AbstractSet", 1, "Set")
MutableSet = _abstract("MutableSet", 1)
Mapping = _abstract("Mapping", 2)
MutableMapping = _abstract("MutableMapping", 2)
MappingView = _abstract("MappingView", 1)
KeysView = _abstract("KeysView", 1)
ItemsView = _abstract("ItemsView", 2)
ValuesView = _abstract("ValuesView", 1)
Awaitable = _abstract("Awaitable", 1)
Coroutine = _abstract("Coroutine", 3)
AsyncIterable = _abstract("AsyncIterable", 1)
AsyncIterator = _abstract("AsyncIterator", 1)
AsyncGenerator = _abstract("AsyncGenerator", 2)
ContextManager = _concrete("ContextManager", getattr(contextlib, "AbstractContextManager", object))
AsyncContextManager = _concrete("AsyncContextManager", object)
List = _concrete("List", list)
Set = _concrete("Set", set)
FrozenSet = _concrete("FrozenSet", frozenset)
Dict = _concrete("Dict", dict, 2)
DefaultDict = _concrete("DefaultDict", collections.defaultdict, 2)
OrderedDict = _concrete("OrderedDict", collections.OrderedDict, 2)
Counter = _concrete("Counter", collections.Counter)
ChainMap = _concrete("ChainMap", getattr(collections, "ChainMap", dict), 2)
Deque = _concrete("Deque", collections.deque)
Type = _concrete("Type", type)
Tuple = _TupleAlias(tuple, None, "Tuple", -1, False)
Callable = _CallableAlias(collections.abc.Callable, None, "Callable", -1, False)
Pattern = _concrete("Pattern", type("Pattern", (), {"__module__": "re"}))
Match = _concrete("Match", type("Match", (), {"__module__": "re"}))


class IO(Generic[AnyStr]):
    """A stream."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    __slots__ = ()


class TextIO(IO[str]):
    __slots__ = ()


# ---- classes made of annotations ----

class _NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        if ns.get("_root", False):
            return super().__new__(cls, typename, bases, ns)
        hints = ns.get("__annotations__", {})
        defaults = []
        for name in hints:
            if name in ns:
                defaults.append(name)
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {name} cannot follow default field"
                                f"{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}")
        made = _named_tuple(typename, hints.items(), ns["__module__"], [ns[n] for n in defaults])
        for key, value in ns.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_make",
                       "_replace", "_asdict", "_source"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in ("__module__", "__name__", "__annotations__", "__qualname__") and key not in made._fields:
                setattr(made, key, value)
        return made


def _named_tuple(name, fields, module, defaults=()):
    message = "field {!r} annotation must be a type"
    hints = {n: _checked(t, message.format(n)) for n, t in fields}
    if _by_meta:
        made = collections.namedtuple(name, list(hints), module=module)
        made.__new__.__defaults__ = tuple(defaults)
        made._field_defaults = dict(zip(made._fields[len(hints) - len(defaults):], defaults))
    else:
        made = collections.namedtuple(name, list(hints), defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = hints
    return made


class NamedTuple(metaclass=_NamedTupleMeta):
    """A namedtuple that is written as a class, or called with pairs of name and type."""

    _root = True

    def __new__(cls, typename, fields=None, /, **kwargs):
        return _named_tuple(typename, kwargs.items() if fields is None else fields, _caller())


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        made = type.__new__(_TypedDictMeta, name, (dict,), ns)
        hints = {}
        required, optional = set(), set()
        for base in bases:
            hints.update(base.__dict__.get("__annotations__", {}))
            required |= set(base.__dict__.get("__required_keys__", ()))
            optional |= set(base.__dict__.get("__optional_keys__", ()))
        message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        own = {n: _checked(t, message) for n, t in ns.get("__annotations__", {}).items()}
        hints.update(own)
        (required if total else optional).update(own)
        made.__annotations__ = hints
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __subclasscheck__ = __instancecheck__


class _TypedDictRoot:
    """A dict with known keys."""

    def __mro_entries__(self, bases):
        return (_TypedDict,)

    def __call__(self, typename, fields=None, /, *, total=True, **kwargs):
        ns = {"__annotations__": dict(kwargs if fields is None else fields), "__module__": _caller()}
        return _TypedDictMeta(typename, (_TypedDict,), ns, total=total)

    def __repr__(self):
        return "<function TypedDict at %#x>" % id(self)


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict = _TypedDictRoot()


def is_typeddict(tp):
    """Was it made by TypedDict?"""
    return isinstance(tp, _TypedDictMeta)


class NewType:
    """A name for a type that is another one when it is checked."""

    def __init__(self, name, tp):
        self.__name__ = name.rpartition(".")[-1]
        self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = _caller()

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __call__(self, x):
        return x

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# ---- functions ----

def cast(typ, val):
    """The value, as it is."""
    return val


def get_origin(tp):
    """What is subscripted: list for List[int]."""
    if isinstance(tp, _AnnotatedAlias):
        return _Annotated
    if isinstance(tp, _Alias) and (not tp._special or _since("_optional_told")):
        return tp.__origin__
    return Generic if tp is Generic else None


def get_args(tp):
    """With what: (int,) for List[int]."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if not isinstance(tp, _Alias) or tp._special:
        return ()
    args = tp.__args__
    if isinstance(tp, _CallableAlias) and args and args[0] is not ...:
        return (list(args[:-1]), args[-1])
    return args


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations, with texts looked up."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    sources = reversed(obj.__mro__) if isinstance(obj, type) else (obj,)
    for source in sources:
        found = source.__dict__.get("__annotations__", {}) if isinstance(obj, type) else getattr(source, "__annotations__", None)
        if found is None:
            if isinstance(source, types.ModuleType) or callable(source):
                continue
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        names = globalns
        if names is None:
            if isinstance(source, type):
                names = vars(sys.modules[source.__module__]) if source.__module__ in sys.modules else {}
            else:
                names = getattr(source, "__globals__", {})
        for name, value in found.items():
            hints[name] = _looked_up(value, names, localns, include_extras)
    return hints


def _looked_up(value, names, locals_, include_extras):
    if value is None:
        return type(None)
    if isinstance(value, ForwardRef):
        value = value.__forward_arg__
    if isinstance(value, str):
        return _looked_up(eval(value, names, locals_ if locals_ is not None else names), names, locals_, include_extras)
    if isinstance(value, _AnnotatedAlias):
        return value if include_extras else _looked_up(value.__origin__, names, locals_, include_extras)
    if isinstance(value, _Alias) and not value._special and not isinstance(value, _LiteralAlias):
        args = tuple(_looked_up(a, names, locals_, include_extras) if isinstance(a, (ForwardRef, _Alias)) else a
                     for a in value.__args__)
        if args != value.__args__:
            return Union[args] if isinstance(value, _UnionAlias) else value._with(args)
    return value


def is_protocol(tp, /):
    """Is it a class that says which attributes are wanted?"""
    return isinstance(tp, type) and bool(tp.__dict__.get("_is_protocol")) and tp is not _Protocol


def get_protocol_members(tp, /):
    """Which."""
    if not (isinstance(tp, type) and tp.__dict__.get("_is_protocol") and tp is not _Protocol):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(_protocol_names(tp))


def no_type_check(arg):
    """Its annotations are no types."""
    arg.__no_type_check__ = True
    return arg


def no_type_check_decorator(decorator):
    """The same for what a decorator makes."""
    @functools.wraps(decorator)
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))

    return wrapped


_overloads = {}


def _overload_dummy(*args, **kwds):
    """What stands for each form of a function that has several."""
    raise NotImplementedError("You should not call an overloaded function. "
                              "A series of @overload-decorated functions "
                              "outside a stub module should always be followed "
                              "by an implementation that is not @overload-ed.")


def overload(func):
    """One form of a function that has several."""
    inner = getattr(func, "__func__", func)
    try:
        _overloads.setdefault((inner.__module__, inner.__qualname__), []).append(func)
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    """All forms that were told."""
    inner = getattr(func, "__func__", func)
    return list(_overloads.get((inner.__module__, inner.__qualname__), ()))


def clear_overloads():
    """Forget them."""
    _overloads.clear()


def final(f):
    """Not to be overridden."""
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method):
    """Overrides one of a base class."""
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False,
                        field_specifiers=(), **kwargs):
    """Makes classes like dataclasses."""
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default, "kw_only_default": kw_only_default,
            "frozen_default": frozen_default, "field_specifiers": field_specifiers, "kwargs": kwargs}
        return cls_or_fn

    return decorator


def reveal_type(obj, /):
    """Print the type of a value; the value."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def assert_type(val, typ, /):
    """The value, as it is."""
    return val


def assert_never(arg, /):
    """Nothing comes here."""
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")
