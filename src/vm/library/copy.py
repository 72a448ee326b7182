"""Shallow and deep copies."""

__all__ = ["Error", "copy", "deepcopy"]

import types
import weakref


class Error(Exception):
    pass


error = Error

_atomic = (type(None), type(Ellipsis), type(NotImplemented), int, float, bool, complex,
           str, bytes, type,
           range, property, types.BuiltinFunctionType, types.FunctionType, types.CodeType,
           weakref.ref, super)
_atomic_deep = frozenset(_atomic) - {super}
_union = getattr(types, "UnionType", None)
_shallow = {list: list.copy, dict: dict.copy, set: set.copy, bytearray: bytearray.copy}
_unchanged = frozenset(_atomic + (tuple, frozenset, slice))


def _slot_values(x):
    """The slots of an object that are filled, by name; None when it has none."""
    values = {}
    for base in type(x).__mro__:
        slots = base.__dict__.get("__slots__", ())
        if isinstance(slots, str):
            slots = (slots,)
        for name in slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                name = "_" + base.__name__.lstrip("_") + name
            if hasattr(x, name) and name not in values:
                values[name] = getattr(x, name)
    return values or None


def _reduced(x):
    """(how to make an equal object, its arguments, state, items of a list, items of a dict), what
    object.__reduce_ex__(4) says."""
    cls = type(x)
    args = ()
    kwargs = {}
    if isinstance(x, BaseException):
        return (cls, x.args, x.__dict__) if x.__dict__ else (cls, x.args)
    if hasattr(cls, "__getnewargs_ex__"):
        args, kwargs = x.__getnewargs_ex__()
    elif hasattr(cls, "__getnewargs__"):
        args = x.__getnewargs__()
    elif isinstance(x, (tuple, int, float, str, bytes)):
        for plain in (tuple, int, float, str, bytes):
            if isinstance(x, plain):
                args = (plain(x),)
                break
    if hasattr(cls, "__getstate__"):
        state = x.__getstate__()
    else:
        state = getattr(x, "__dict__", None) or None
        slots = _slot_values(x)
        if slots is not None:
            state = (state, slots)
    if isinstance(x, (set, frozenset)):
        return cls, (list(x),), state, None, None
    if isinstance(x, bytearray):
        return cls, (bytes(x),), state, None, None
    if not hasattr(x, "__dict__") and state is None and cls.__module__ not in ("__main__",):
        if cls.__flags__ & 512 == 0 and not isinstance(x, (list, dict, tuple)):
            raise TypeError(f"cannot pickle {cls.__name__!r} object")

    def make(*given):
        return cls.__new__(cls, *given, **kwargs)

    listitems = iter(x) if isinstance(x, list) else None
    dictitems = iter(x.items()) if isinstance(x, dict) else None
    return make, args, state, listitems, dictitems


def _join_types(first, *others):
    for other in others:
        first |= other
    return first


def _reduce(x, cls):
    if cls is _union:
        return _join_types, x.__args__
    for name in ("__reduce_ex__", "__reduce__"):
        reductor = getattr(x, name, None)
        if reductor is not None:
            return reductor(4) if name == "__reduce_ex__" else reductor()
    return _reduced(x)


def copy(x):
    """A copy that shares what the original holds."""
    cls = type(x)
    if cls in _unchanged:
        return x
    method = _shallow.get(cls)
    if method is not None:
        return method(x)
    if issubclass(cls, type):
        return x
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    rv = _reduce(x, cls)
    if isinstance(rv, str):
        return x
    return _reconstruct(x, None, *rv)


def deepcopy(x, memo=None, _nil=[]):
    """A copy that also copies what the original holds, each object once."""
    cls = type(x)
    if cls in _atomic_deep:
        return x
    d = id(x)
    if memo is None:
        memo = {}
    else:
        y = memo.get(d, _nil)
        if y is not _nil:
            return y
    method = _deep.get(cls)
    if method is not None:
        y = method(x, memo)
    elif issubclass(cls, type):
        y = x
    else:
        method = getattr(x, "__deepcopy__", None)
        if method is not None:
            y = method(memo)
        else:
            rv = _reduce(x, cls)
            y = x if isinstance(rv, str) else _reconstruct(x, memo, *rv)
    if y is not x:
        memo[d] = y
        _keep_alive(x, memo)  # an address must not come back while the memo knows it
    return y


def _deepcopy_list(x, memo, deepcopy=deepcopy):
    y = []
    memo[id(x)] = y
    append = y.append
    for a in x:
        append(deepcopy(a, memo))
    return y


def _deepcopy_tuple(x, memo, deepcopy=deepcopy):
    y = [deepcopy(a, memo) for a in x]
    try:
        return memo[id(x)]
    except KeyError:
        pass
    for k, j in zip(x, y):
        if k is not j:
            return tuple(y)
    return x


def _deepcopy_dict(x, memo, deepcopy=deepcopy):
    y = {}
    memo[id(x)] = y
    for key, value in x.items():
        y[deepcopy(key, memo)] = deepcopy(value, memo)
    return y


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_deep = {list: _deepcopy_list, tuple: _deepcopy_tuple, dict: _deepcopy_dict,
         types.MethodType: _deepcopy_method}


def _keep_alive(x, memo):
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


def _reconstruct(x, memo, func, args, state=None, listiter=None, dictiter=None, *,
                 deepcopy=deepcopy):
    deep = memo is not None
    if deep and args:
        args = (deepcopy(arg, memo) for arg in args)
    y = func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, "__setstate__"):
            y.__setstate__(state)
        else:
            if isinstance(state, tuple) and len(state) == 2:
                state, slotstate = state
            else:
                slotstate = None
            if state is not None:
                y.__dict__.update(state)
            if slotstate is not None:
                for key, value in slotstate.items():
                    setattr(y, key, value)
    if listiter is not None:
        for item in listiter:
            y.append(deepcopy(item, memo) if deep else item)
    if dictiter is not None:
        for key, value in dictiter:
            if deep:
                key = deepcopy(key, memo)
                value = deepcopy(value, memo)
            y[key] = value
    return y


del types, weakref


def replace(obj, /, **changes):
    """The same with other attributes."""
    cls = obj.__class__
    method = getattr(cls, "__replace__", None)
    if method is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return method(obj, **changes)
