"""Classes whose methods are made from their annotations."""

import copy
import sys
import types

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
           "astuple", "make_dataclass", "replace", "is_dataclass"]

_named_later = "KW_ONLY" not in __lacks__
_names_default = "names-default" not in __lacks__
_hashable_defaults = "hashable-defaults" not in __lacks__


class FrozenInstanceError(AttributeError):
    """An attribute of a frozen object was to be changed."""


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _kw_only = _KW_ONLY_TYPE()
_EMPTY_METADATA = types.MappingProxyType({})


class _FIELD_BASE:
    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FIELD_BASE("_FIELD")
_FIELD_CLASSVAR = _FIELD_BASE("_FIELD_CLASSVAR")
_FIELD_INITVAR = _FIELD_BASE("_FIELD_INITVAR")
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT_NAME = "__post_init__"


class InitVar:
    """An argument of __init__ that is handed to __post_init__ only."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known of one field."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only",
                 "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only=MISSING):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else types.MappingProxyType(metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        named = f"kw_only={self.kw_only!r}," if _named_later else ""
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
                f"compare={self.compare!r},metadata={self.metadata!r},{named}_field_type={self._field_type})")

    def __set_name__(self, owner, name):
        func = getattr(type(self.default), "__set_name__", None)
        if func:
            func(self.default, owner, name)


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen

    def __repr__(self):
        return (f"_DataclassParams(init={self.init!r},repr={self.repr!r},eq={self.eq!r},order={self.order!r},"
                f"unsafe_hash={self.unsafe_hash!r},frozen={self.frozen!r})")


if _named_later:
    def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
              kw_only=MISSING):
        """Say more of a field than its type."""
        if default is not MISSING and default_factory is not MISSING:
            raise ValueError("cannot specify both default and default_factory")
        return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)
else:
    def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None):
        """Say more of a field than its type."""
        if default is not MISSING and default_factory is not MISSING:
            raise ValueError("cannot specify both default and default_factory")
        return Field(default, default_factory, init, repr, hash, compare, metadata)


# ---- functions are made as text ----

def _create_fn(name, args, body, *, globals=None, locals=None, return_type=MISSING):
    if locals is None:
        locals = {}
    returns = ""
    if return_type is not MISSING:
        locals["_return_type"] = return_type
        returns = "->_return_type"
    lines = "\n".join(f"  {line}" for line in body)
    text = f" def {name}({','.join(args)}){returns}:\n{lines}"
    text = f"def __create_fn__({', '.join(locals)}):\n{text}\n return {name}"
    namespace = {}
    exec(text, globals, namespace)
    return namespace["__create_fn__"](**locals)


def _set_qualname(cls, function):
    if _named_later:
        function.__qualname__ = f"{cls.__qualname__}.{function.__name__}"
    return function


def _set_new_attribute(cls, name, value):
    if name in cls.__dict__:
        return True
    if isinstance(value, types.FunctionType):
        _set_qualname(cls, value)
    setattr(cls, name, value)
    return False


def _recursive_repr(user_function):
    running = set()

    def wrapper(self):
        key = id(self)
        if key in running:
            return "..."
        running.add(key)
        try:
            return user_function(self)
        finally:
            running.discard(key)

    wrapper.__name__, wrapper.__qualname__ = user_function.__name__, user_function.__qualname__
    wrapper.__wrapped__ = user_function
    return wrapper


def _tuple_str(obj_name, fields):
    return "()" if not fields else f"({','.join(f'{obj_name}.{f.name}' for f in fields)},)"


def _init_param(f):
    if f.default is MISSING and f.default_factory is MISSING:
        default = ""
    elif f.default is not MISSING:
        default = f"=_dflt_{f.name}"
    else:
        default = "=_HAS_DEFAULT_FACTORY"
    return f"{f.name}:_type_{f.name}{default}"


def _init_value(f):
    """What __init__ gives a field; None: nothing."""
    if f.default_factory is not MISSING:
        if f.init:
            return f"_dflt_{f.name}() if {f.name} is _HAS_DEFAULT_FACTORY else {f.name}"
        return f"_dflt_{f.name}()"
    return f.name if f.init else None


def _init_fn(std_fields, kw_only_fields, frozen, has_post_init, self_name, globals):
    seen_default = None
    for f in std_fields:
        if f.init:
            if f.default is not MISSING or f.default_factory is not MISSING:
                seen_default = f
            elif seen_default:
                last = f" {seen_default.name!r}" if _names_default else ""
                raise TypeError(f"non-default argument {f.name!r} follows default argument{last}")
    every = std_fields + kw_only_fields
    locals = {f"_type_{f.name}": f.type for f in every}
    locals["MISSING"] = MISSING
    locals["_HAS_DEFAULT_FACTORY"] = _HAS_DEFAULT_FACTORY
    locals["__dataclass_builtins_object__"] = object
    body = []
    for f in every:
        if f.default_factory is not MISSING:
            locals[f"_dflt_{f.name}"] = f.default_factory
        elif f.init and f.default is not MISSING:
            locals[f"_dflt_{f.name}"] = f.default
        value = _init_value(f)
        if value is None or f._field_type is _FIELD_INITVAR:
            continue
        if frozen:
            body.append(f"__dataclass_builtins_object__.__setattr__({self_name},{f.name!r},{value})")
        else:
            body.append(f"{self_name}.{f.name}={value}")
    if has_post_init:
        params = ",".join(f.name for f in every if f._field_type is _FIELD_INITVAR)
        body.append(f"{self_name}.{_POST_INIT_NAME}({params})")
    args = [self_name] + [_init_param(f) for f in std_fields if f.init]
    named = [_init_param(f) for f in kw_only_fields if f.init]
    if named:
        args += ["*"] + named
    return _create_fn("__init__", args, body or ["pass"], locals=locals, globals=globals, return_type=None)


def _repr_fn(fields, globals):
    shown = ", ".join(f"{f.name}={{self.{f.name}!r}}" for f in fields)
    return _recursive_repr(_create_fn("__repr__", ("self",),
                                      [f"return self.__class__.__qualname__ + f\"({shown})\""], globals=globals))


def _cmp_fn(name, op, self_tuple, other_tuple, globals):
    return _create_fn(name, ("self", "other"),
                      ["if other.__class__ is self.__class__:", f" return {self_tuple}{op}{other_tuple}",
                       "return NotImplemented"], globals=globals)


def _frozen_get_del_attr(cls, fields, globals):
    locals = {"cls": cls, "FrozenInstanceError": FrozenInstanceError}
    names = "(" + ",".join(repr(f.name) for f in fields) + ",)" if fields else "()"
    for name, args, word in (("__setattr__", ("self", "name", "value"), "assign to"), ("__delattr__", ("self", "name"), "delete")):
        yield _create_fn(name, args, [f"if type(self) is cls or name in {names}:",
                                      f" raise FrozenInstanceError(f\"cannot {word} field {{name!r}}\")",
                                      f"super(cls, self).{name}({', '.join(args[1:])})"],
                         locals=dict(locals), globals=globals)


# ---- the class ----

def _is_classvar(a_type):
    typing = sys.modules.get("typing")
    if isinstance(a_type, str):
        return a_type.replace("typing.", "").startswith("ClassVar")
    return typing is not None and (a_type is typing.ClassVar or getattr(a_type, "__origin__", None) is typing.ClassVar)


def _is_initvar(a_type):
    if isinstance(a_type, str):
        return a_type.replace("dataclasses.", "").startswith("InitVar")
    return a_type is InitVar or type(a_type) is InitVar


def _get_field(cls, name, a_type, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            default = MISSING  # of __slots__
        f = field(default=default)
    f.name = name
    f.type = a_type
    f._field_type = _FIELD_CLASSVAR if _is_classvar(a_type) else _FIELD_INITVAR if _is_initvar(a_type) else _FIELD
    if f._field_type in (_FIELD_CLASSVAR, _FIELD_INITVAR) and f.default_factory is not MISSING:
        raise TypeError(f"field {f.name} cannot have a default factory")
    if _named_later:
        if f._field_type in (_FIELD, _FIELD_INITVAR):
            if f.kw_only is MISSING:
                f.kw_only = kw_only
        elif f.kw_only is not MISSING:
            raise TypeError(f"field {f.name} is a ClassVar but specifies kw_only")
    if f._field_type is _FIELD:
        bad = f.default.__class__.__hash__ is None if _hashable_defaults else isinstance(f.default, (list, dict, set))
        if bad:
            raise ValueError(f"mutable default {type(f.default)} for field {f.name} is not allowed: use default_factory")
    return f


def _hash_action(cls, unsafe_hash, eq, frozen, own_hash, fields, globals):
    if unsafe_hash:
        if own_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    elif not eq:
        return
    elif not frozen:
        if not own_hash:
            cls.__hash__ = None
        return
    elif own_hash:
        return
    used = [f for f in fields if (f.compare if f.hash is None else f.hash)]
    cls.__hash__ = _set_qualname(cls, _create_fn("__hash__", ("self",), [f"return hash({_tuple_str('self', used)})"],
                                                 globals=globals))


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    fields = {}
    globals = sys.modules[cls.__module__].__dict__ if cls.__module__ in sys.modules else {}
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash, frozen))
    any_frozen_base = has_dataclass_bases = False
    for b in cls.__mro__[-1:0:-1]:
        base_fields = getattr(b, _FIELDS, None)
        if base_fields is not None:
            has_dataclass_bases = True
            for f in base_fields.values():
                fields[f.name] = f
            if getattr(b, _PARAMS).frozen:
                any_frozen_base = True
    own = []
    named = kw_only
    for name, a_type in cls.__dict__.get("__annotations__", {}).items():
        if a_type is _kw_only or isinstance(a_type, str) and _named_later and a_type in ("KW_ONLY", "dataclasses.KW_ONLY"):
            named = True
            continue
        own.append(_get_field(cls, name, a_type, named))
    for f in own:
        fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls.__dict__.get("__annotations__", {}):
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if has_dataclass_bases:
        if any_frozen_base and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not any_frozen_base and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, fields)
    class_hash = cls.__dict__.get("__hash__", MISSING)
    own_hash = not (class_hash is MISSING or class_hash is None and "__eq__" in cls.__dict__)
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    wanted = [f for f in fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    std = [f for f in wanted if f.init and f.kw_only is not True or not f.init]
    kw = [f for f in wanted if f.init and f.kw_only is True]
    if init:
        _set_new_attribute(cls, "__init__", _init_fn(std, kw, frozen, hasattr(cls, _POST_INIT_NAME),
                                                     "__dataclass_self__" if "self" in fields else "self", globals))
    field_list = [f for f in fields.values() if f._field_type is _FIELD]
    if repr:
        _set_new_attribute(cls, "__repr__", _repr_fn([f for f in field_list if f.repr], globals))
    compared = [f for f in field_list if f.compare]
    mine, others = _tuple_str("self", compared), _tuple_str("other", compared)
    if eq:
        _set_new_attribute(cls, "__eq__", _cmp_fn("__eq__", "==", mine, others, globals))
    if order:
        for name, op in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            if _set_new_attribute(cls, name, _cmp_fn(name, op, mine, others, globals)):
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                                "Consider using functools.total_ordering")
    if frozen:
        for function in _frozen_get_del_attr(cls, field_list, globals):
            if _set_new_attribute(cls, function.__name__, function):
                raise TypeError(f"Cannot overwrite attribute {function.__name__} in class {cls.__name__}")
    _hash_action(cls, unsafe_hash, eq, frozen, own_hash, field_list, globals)
    if not getattr(cls, "__doc__"):
        shown = []
        for f in std + kw:
            if f.init:
                name = getattr(f.type, "__name__", None) if isinstance(f.type, type) else None
                text = f"{f.name}: {name if name else _type_text(f.type)}"
                if f.default is not MISSING:
                    text += f" = {f.default!r}"
                elif f.default_factory is not MISSING:
                    text += " = <factory>"
                if f in kw and not any("*" == s for s in shown):
                    shown.append("*")
                shown.append(text)
        cls.__doc__ = f"{cls.__name__}({', '.join(shown)})"
    if match_args:
        _set_new_attribute(cls, "__match_args__", tuple(f.name for f in std if f.init))
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot)
    elif weakref_slot:
        raise TypeError("weakref_slot is True but slots is False")
    return cls


def _type_text(a_type):
    """As inspect shows an annotation."""
    if getattr(a_type, "__module__", None) == "typing":
        return repr(a_type).replace("typing.", "")
    return repr(a_type) if not isinstance(a_type, type) else a_type.__qualname__


def _add_slots(cls, is_frozen, weakref_slot):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = tuple(f.name for f in fields(cls))
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        inherited.update((slots,) if isinstance(slots, str) else slots)
    more = ("__weakref__",) if weakref_slot else ()
    namespace["__slots__"] = tuple(n for n in names + more if n not in inherited)
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = getattr(cls, "__qualname__", None)
    cls = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        cls.__qualname__ = qualname
    if is_frozen:
        cls.__getstate__ = lambda self: [getattr(self, f.name) for f in fields(self)]

        def set_state(self, state):
            for f, value in zip(fields(self), state):
                object.__setattr__(self, f.name, value)

        cls.__setstate__ = set_state
    return cls


if _named_later:
    def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
                  match_args=True, kw_only=False, slots=False, weakref_slot=False):
        """Give a class the methods that its annotations call for."""
        def wrap(cls):
            return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

        return wrap if cls is None else wrap(cls)
else:
    def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False):
        """Give a class the methods that its annotations call for."""
        def wrap(cls):
            return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, False, False, False, False)

        return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """The fields, in order."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """A dataclass, or an object of one?"""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict, those of fields too."""
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _asdict_inner(obj, dict_factory)


def _asdict_inner(obj, dict_factory):
    if _is_dataclass_instance(obj):
        return dict_factory([(f.name, _asdict_inner(getattr(obj, f.name), dict_factory)) for f in fields(obj)])
    return _rebuilt(obj, lambda one: _asdict_inner(one, dict_factory))


def _rebuilt(obj, inner):
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[inner(v) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(inner(v) for v in obj)
    if isinstance(obj, dict):
        if hasattr(type(obj), "default_factory"):
            result = type(obj)(getattr(obj, "default_factory"))
            for k, v in obj.items():
                result[inner(k)] = inner(v)
            return result
        return type(obj)((inner(k), inner(v)) for k, v in obj.items())
    return copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    """The fields as a tuple, those of fields too."""
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _astuple_inner(obj, tuple_factory)


def _astuple_inner(obj, tuple_factory):
    if _is_dataclass_instance(obj):
        return tuple_factory([_astuple_inner(getattr(obj, f.name), tuple_factory) for f in fields(obj)])
    return _rebuilt(obj, lambda one: _astuple_inner(one, tuple_factory))


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **kwargs):
    """A dataclass made by a call."""
    namespace = {} if namespace is None else dict(namespace)
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, tp = item, "typing.Any"
        elif len(item) == 2:
            name, tp = item
        elif len(item) == 3:
            name, tp, namespace[name] = item[0], item[1], item[2]
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = tp
    namespace["__annotations__"] = annotations
    made = types.new_class(cls_name, bases, {}, lambda ns: ns.update(namespace))
    made.__module__ = kwargs.pop("module", None) or (sys._getframe(1).f_globals.get("__name__", "types")
                                                     if _names_default else "types")
    return dataclass(made, **kwargs)


def replace(obj, /, **changes):
    """A new object with some fields changed."""
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
