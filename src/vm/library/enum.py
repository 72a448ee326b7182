"""Classes whose objects are a fixed set of named values."""

import sys
from types import MappingProxyType

__all__ = ["EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique",
           "property", "member", "nonmember"]

_extension_told = "extension-told" not in __lacks__
_later = "EnumType" not in __lacks__  # the forms of 3.11 on
_in_values = "in-values" not in __lacks__
_told_own = "told-own" not in __lacks__
_builtin_property = property


def _is_descriptor(obj):
    return hasattr(obj, "__get__") or hasattr(obj, "__set__") or hasattr(obj, "__delete__")


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(cls_name, name):
    pattern = "_%s__" % cls_name
    return len(name) > len(pattern) and name.startswith(pattern) and not name.endswith("__")


_auto_null = object()


class auto:
    """A value that is chosen when the class is made."""

    def __init__(self, value=_auto_null):
        self.value = value

    if _later:
        def __repr__(self):
            return "auto(%s)" % ("_auto_null" if self.value is _auto_null else repr(self.value))


class member:
    """Makes a member of what would not be one."""

    def __init__(self, value):
        self.value = value


class nonmember:
    """Keeps a value from being a member."""

    def __init__(self, value):
        self.value = value


class property:
    """An attribute of members whose name a member may have."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.__doc__ = doc or fget.__doc__

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            try:
                return ownerclass._member_map_[self.name]
            except (AttributeError, KeyError):
                if not _later:
                    raise AttributeError(self.name) from None
                raise AttributeError("%r has no attribute %r" % (ownerclass, self.name)) from None
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        if _later:
            raise AttributeError("<enum %r> cannot set attribute %r" % (self.clsname, self.name))
        raise AttributeError("can't set attribute")

    def __delete__(self, instance):
        if _later:
            raise AttributeError("<enum %r> cannot delete attribute %r" % (self.clsname, self.name))
        raise AttributeError("can't delete attribute")


_Property, _member, _nonmember = property, member, nonmember  # whatever names a version has
_settings = ("_order_", "_create_pseudo_member_", "_generate_next_value_", "_missing_", "_ignore_", "_name_", "_value_",
             "_numeric_repr_", "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_")


class _EnumDict(dict):
    """The body of a class: notes which names are members."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._member_names = []
        self._last_values = []
        self._ignore = []
        self._generate = None
        self._cls_name = cls_name

    def __setitem__(self, key, value):
        if _later and self._cls_name and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key not in _settings:
                if _later:
                    raise ValueError("_sunder_ names, such as %r, are reserved for future Enum use" % key)
                raise ValueError("_names_ are reserved for future Enum use")
            if key == "_generate_next_value_":
                self._generate = getattr(value, "__func__", value)
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
        elif _is_dunder(key) or key in self._ignore:
            pass
        elif key in self._member_names:
            if _later:
                raise TypeError("%r already defined as %r" % (key, self[key]))
            raise TypeError("Attempted to reuse key: %r" % key)
        elif isinstance(value, _nonmember):
            value = value.value
        elif isinstance(value, _member) or not _is_descriptor(value) and not (_later and isinstance(value, type) and False):
            if isinstance(value, _member):
                value = value.value
            if key in self:
                if _later:
                    raise TypeError("%r already defined as %r" % (key, self[key]))
                raise TypeError("%r already defined as: %r" % (key, self[key]))
            if isinstance(value, auto):
                if value.value is _auto_null:
                    value.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
                value = value.value
            elif _later and isinstance(value, tuple) and any(isinstance(v, auto) for v in value):
                value = tuple(self._auto_in_tuple(key, v) for v in value)
            self._member_names.append(key)
            self._last_values.append(value)
        super().__setitem__(key, value)

    def _auto_in_tuple(self, key, value):
        if not isinstance(value, auto):
            return value
        if value.value is _auto_null:
            value.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
        return value.value


def _mixins(bases):
    """The type of the values, and the last base that is an Enum."""
    if not bases:
        return object, None
    first_enum = bases[-1]
    if Enum is not None and not issubclass(first_enum, Enum):
        raise TypeError("new enumerations should be created as "
                        "`EnumName([mixin_type, ...] [data_type,] enum_type)`")
    for base in bases:
        for ancestor in base.__mro__:
            if ancestor is object:
                continue
            if isinstance(ancestor, EnumMeta):
                if ancestor._member_type_ is not object:
                    return ancestor._member_type_, first_enum
                continue
            if "__new__" in ancestor.__dict__:
                return ancestor, first_enum
    return object, first_enum


def _find_new(classdict, member_type, first_enum):
    own = classdict.get("__new__")
    if isinstance(own, staticmethod):
        own = own.__func__
    if own is not None:
        return own, True
    for source in (first_enum, member_type):
        for method in ("__new_member__", "__new__"):
            found = getattr(source, method, None)
            if found not in (None, object.__new__, getattr(Enum, "__new__", None)) and source is not Enum:
                return found, found is not object.__new__
    return object.__new__, False


Enum = Flag = ReprEnum = None


class EnumType(type):
    """The class of enumerations."""

    def __prepare__(cls, bases, **kwds):
        EnumMeta._check_bases(cls, bases)
        made = _EnumDict(cls)
        _, first_enum = _mixins(bases)
        if first_enum is not None:
            generate = getattr(first_enum, "_generate_next_value_", None)
            made._generate = getattr(generate, "__func__", generate)
        return made

    __prepare__ = classmethod(lambda metacls, cls, bases, _f=__prepare__, **kwds: _f(cls, bases, **kwds))

    @staticmethod
    def _check_bases(name, bases):
        for base in bases:
            for ancestor in base.__mro__:
                if isinstance(ancestor, EnumMeta) and ancestor._member_names_:
                    if _later:
                        raise TypeError("<enum %r> cannot extend %r" % (name, ancestor))
                    if not _extension_told:
                        raise TypeError("Cannot extend enumerations")
                    raise TypeError("%s: cannot extend enumeration %r" % (name, ancestor.__name__))

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        classdict.setdefault("_ignore_", []).append("_ignore_")
        for key in classdict["_ignore_"]:
            classdict.pop(key, None)
        names = classdict._member_names
        bad = set(names) & {"mro", ""}
        if bad:
            text = ",".join(repr(n) if _later else n for n in sorted(bad))
            raise ValueError(("invalid enum member name(s) %s" if _later else "Invalid enum member name: %s") % text)
        values = {name: classdict[name] for name in names}
        member_type, first_enum = _mixins(bases)
        new, use_args = _find_new(classdict, member_type, first_enum)
        plain = dict(classdict)
        for name in names:
            del plain[name]
        generate = plain.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod):
            plain["_generate_next_value_"] = staticmethod(generate)
        if "__doc__" not in plain and not _later:
            plain["__doc__"] = "An enumeration."
        order = plain.pop("_order_", None)
        saved_new = plain.get("__new__")
        enum_class = super().__new__(metacls, cls, bases, plain, **kwds)
        type.__setattr__(enum_class, "_member_names_", [])
        type.__setattr__(enum_class, "_member_map_", {})
        type.__setattr__(enum_class, "_value2member_map_", {})
        type.__setattr__(enum_class, "_member_type_", member_type)
        if _later:
            type.__setattr__(enum_class, "_new_member_", new)
            type.__setattr__(enum_class, "_use_args_", use_args)
            type.__setattr__(enum_class, "_unhashable_values_", [])
        if Flag is not None and issubclass(enum_class, Flag):
            keeps = boundary or getattr(first_enum, "_boundary_", None)
            type.__setattr__(enum_class, "_boundary_", keeps)
        _fit_texts(enum_class, plain, member_type, first_enum)
        for name in names:
            metacls._add_member(enum_class, name, values[name], new, use_args, member_type)
        if Enum is not None:
            if saved_new is not None:
                type.__setattr__(enum_class, "__new_member__", new)
            type.__setattr__(enum_class, "__new__", Enum.__new__)
        if order is not None:
            wanted = order.replace(",", " ").split()
            if [n for n in wanted if n in enum_class._member_names_] != enum_class._member_names_:
                raise TypeError("member order does not match _order_:\n  %r\n  %r" % (enum_class._member_names_, wanted)
                                if _later else "member order does not match _order_")
        return enum_class

    def _add_member(enum_class, name, value, new, use_args, member_type):
        args = value if isinstance(value, tuple) else (value,)
        if member_type is tuple:
            args = (args,)
        made = new(enum_class, *args) if use_args else new(enum_class)
        if not hasattr(made, "_value_"):
            made._value_ = value if member_type is object or not use_args else member_type(*args)
        value = made._value_
        made._name_ = name
        made.__objclass__ = enum_class
        made.__init__(*args)
        for canonical in enum_class._member_map_.values():
            if canonical._value_ == value:
                made = canonical
                break
        else:
            several = Flag is not None and _later and isinstance(value, int) and issubclass(enum_class, Flag)
            if not several or value and not value & (value - 1):
                enum_class._member_names_.append(name)
        enum_class._member_map_[name] = made
        if not isinstance(_found_in(enum_class, name), _Property):
            type.__setattr__(enum_class, name, made)
        try:
            enum_class._value2member_map_.setdefault(value, made)
        except TypeError:
            pass

    _add_member = staticmethod(_add_member)

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start)

    def __contains__(cls, member):
        if isinstance(member, cls):
            return member._name_ in cls._member_map_ or Flag is not None and issubclass(cls, Flag)
        if _in_values:
            try:
                return member in cls._value2member_map_
            except TypeError:
                return any(m._value_ == member for m in cls)
        if isinstance(member, Enum):
            return False
        import warnings
        raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'"
                        % (type(member).__qualname__, cls.__class__.__qualname__))

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(("%r cannot delete member %r." if _later else "%s: cannot delete Enum member.%.0s")
                                 % (cls.__name__, attr))
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("cannot reassign member %r" % (name,) if _later else "Cannot reassign members.")
        super().__setattr__(name, value)

    def __dir__(cls):
        if _later:
            told = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__",
                    "__module__", "__name__", "__qualname__", *cls._member_names_}
            if cls._new_member_ is not object.__new__:
                told.add("__new__")
            if cls.__init_subclass__ is not object.__init_subclass__:
                told.add("__init_subclass__")
            if cls._member_type_ is not object:
                told.update(dir(cls._member_type_))
            return sorted(told)
        return ["__class__", "__doc__", "__members__", "__module__"] + cls._member_names_

    if not _in_values:
        def __getattr__(cls, name):
            if _is_dunder(name):
                raise AttributeError(name)
            try:
                return cls._member_map_[name]
            except KeyError:
                raise AttributeError(name) from None

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @_builtin_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if _later and Flag is not None and issubclass(cls, Flag):
            return "<flag %r>" % cls.__name__
        return "<enum %r>" % cls.__name__

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            original, names, last = names, [], []
            for count, name in enumerate(original):
                value = cls._generate_next_value_(name, start, count, last[:])
                last.append(value)
                names.append((name, value))
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            classdict[name] = value
        made = metacls.__new__(metacls, class_name, bases, classdict)
        if module is None:
            module = sys._getframe(2).f_globals.get("__name__")
        if module is not None:
            made.__module__ = module
        if qualname is not None:
            made.__qualname__ = qualname
        return made


if not _later:
    EnumType.__name__ = EnumType.__qualname__ = "EnumMeta"
    for _method in list(vars(EnumType).values()):
        _method = getattr(_method, "__func__", _method)
        if hasattr(_method, "__code__"):
            _method.__qualname__ = _method.__qualname__.replace("EnumType", "EnumMeta")
    del _method
EnumMeta = EnumType


def _found_in(cls, name):
    for base in cls.__mro__:
        if name in base.__dict__:
            return base.__dict__[name]
    return None


def _fit_texts(enum_class, classdict, member_type, first_enum):
    """What a mixed-in type says of itself gives way to what enumerations say."""
    if first_enum is None:
        return
    for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
        if name in classdict:
            continue
        if _later and ReprEnum is not None and issubclass(enum_class, ReprEnum) and name in ("__str__", "__format__"):
            if ReprEnum in enum_class.__mro__ and name not in _own(first_enum, ReprEnum):
                method = getattr(member_type, name)
                if method is object.__str__:
                    method = member_type.__repr__
                type.__setattr__(enum_class, name, method)
            continue
        found = getattr(enum_class, name, None)
        if found is not None and (getattr(member_type, name, None) is found or found is getattr(object, name, None)):
            type.__setattr__(enum_class, name, getattr(first_enum, name))


def _own(cls, stop):
    names = set()
    for base in cls.__mro__:
        if base is stop:
            return names
        names.update(base.__dict__)
    return names


class Enum(metaclass=EnumType):
    """A named value."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for one in cls._member_map_.values():
                if one._value_ == value:
                    return one
        try:
            exc = None
            result = cls._missing_(value)
        except Exception as e:
            exc, result = e, None
        try:
            if isinstance(result, cls):
                return result
            error = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
            if result is None and exc is None:
                raise error
            if exc is None:
                exc = TypeError("error in %s._missing_: returned %r instead of None or a valid member"
                                % (cls.__name__, result))
            if not isinstance(exc, ValueError):
                exc.__context__ = error
            raise exc
        finally:
            exc = error = None

    def __init__(self, *args, **kwds):
        pass

    def _generate_next_value_(name, start, count, last_values):
        if _later and last_values:
            try:
                return max(last_values) + 1
            except TypeError:
                pass
        for last in reversed(last_values):
            try:
                return last + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return "<%s.%s: %r>" % (self.__class__.__name__, self._name_, self._value_)

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        if not _later:
            added = [name for cls in self.__class__.mro() for name in cls.__dict__
                     if name[0] != "_" and name not in self._member_map_]
            if _told_own:
                added += [name for name in self.__dict__ if name[0] != "_"]
            return ["__class__", "__doc__", "__module__"] + added
        told = set(object.__dir__(self)) if self.__class__._member_type_ is not object else set()
        told.update(name for name in getattr(self, "__dict__", ()) if name[0] != "_" and name not in self._member_map_)
        for cls in self.__class__.mro():
            for name, obj in cls.__dict__.items():
                if name[0] == "_":
                    continue
                if isinstance(obj, _Property):
                    if obj.fget is not None or name not in self._member_map_:
                        told.add(name)
                    else:
                        told.discard(name)
                elif name not in self._member_map_:
                    told.add(name)
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__"} | told)

    def __format__(self, format_spec):
        if _later:
            return str.__format__(str(self), format_spec)
        own = type(self).__str__ not in (Enum.__str__, getattr(Flag, "__str__", None))
        if self._member_type_ is object or own:
            return str.__format__(str(self), format_spec)
        return self._member_type_.__format__(self._value_, format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


class ReprEnum(Enum):
    """Only repr() is that of enumerations, the rest that of the values."""


class IntEnum(int, ReprEnum if _later else Enum):
    """Members are whole numbers, too."""


class StrEnum(str, ReprEnum):
    """Members are texts, too."""

    def __new__(cls, *values):
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError("%r is not a string" % (values[0],))
        made = str.__new__(cls, *values)
        made._value_ = str(*values)
        return made

    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


def _bits(value):
    while value:
        bit = value & (~value + 1)
        yield bit
        value ^= bit


def _all_bits(cls):
    value = 0
    for one in cls._member_map_.values():
        value |= one._value_
    return value


class Flag(Enum):
    """Members that can be put together with |, & and ^."""


    def _generate_next_value_(name, start, count, last_values):
        if not count:
            return start if start is not None else 1
        last = max(last_values) if _later else last_values[-1]
        return 2 ** last.bit_length()

    @classmethod
    def _missing_(cls, value):
        known = _all_bits(cls)
        original = value
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        if value < 0:
            if _later or not cls._keeps_unknown:
                value = known & value if _later else known & ~~value if ~value & ~known == 0 else value
        if not cls._keeps_unknown and value & ~known:
            if _later:
                width = max(value.bit_length(), known.bit_length())
                raise ValueError("%r invalid value %r\n    given %s\n  allowed %s"
                                 % (cls, original, _binary(value, width), _binary(known, width)))
            raise ValueError("%r is not a valid %s" % (original, cls.__qualname__))
        if value in cls._value2member_map_:
            return cls._value2member_map_[value]
        made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        made._name_ = cls._joined(value, True) if _later else None
        made._value_ = value
        return cls._value2member_map_.setdefault(value, made)

    @classmethod
    def _members_of(cls, value):
        """Those that a value is made of, and what is left."""
        if _later:
            found = [m for m in cls if m._value_ & value == m._value_]
        else:
            unsigned = value if value >= 0 else _all_bits(cls) & value
            found = [m for v, m in cls._value2member_map_.items()
                     if m._name_ is not None and v and v & unsigned == v]
            found.sort(key=lambda m: m._value_, reverse=True)
            if len(found) > 1 and found[0]._value_ == value:
                found.pop(0)
        covered = 0
        for one in found:
            covered |= one._value_
        return found, (value & ~covered if value >= 0 else 0)

    @classmethod
    def _joined(cls, value, named=False):
        found, left = cls._members_of(value)
        names = [m._name_ for m in found]
        if left and cls._keeps_unknown:
            if _later:
                names.append(str(left))
            else:
                names = [str(bit) for bit in sorted(_bits(left), reverse=True)] + names
        return "|".join(names) or (None if named else None)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r"
                            % (type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    if _later:
        def __iter__(self):
            for one in type(self):
                if one._value_ & self._value_:
                    yield one

        def __len__(self):
            return bin(self._value_).count("1")

    def __repr__(self):
        cls = self.__class__.__name__
        name = self._name_ if self._name_ is not None else self._joined(self._value_)
        if _later:
            if name is None or not self._value_ and self._name_ is None:
                return "<%s: %r>" % (cls, self._value_)
            if self._keeps_unknown and not self._members_of(self._value_)[0] and self._name_ == str(self._value_):
                return "<%s: %r>" % (cls, self._value_)
            return "<%s.%s: %r>" % (cls, name, self._value_)
        return "<%s.%s: %r>" % (cls, name if name is not None else self._value_, self._value_)

    def __str__(self):
        cls = self.__class__.__name__
        name = self._name_ if self._name_ is not None else self._joined(self._value_)
        if _later and name is None:
            return "%s(%r)" % (cls, self._value_)
        return "%s.%s" % (cls, name if name is not None else self._value_)

    def __bool__(self):
        return bool(self._value_)

    def __or__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.__class__(self._value_ | other._value_)

    def __and__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.__class__(self._value_ & other._value_)

    def __xor__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.__class__(self._value_ ^ other._value_)

    def __invert__(self):
        return self.__class__(_all_bits(self.__class__) & ~self._value_)


def _binary(value, width):
    return "0b0 " + bin(value)[2:].rjust(width, "0")


class IntFlag(*((int, ReprEnum, Flag) if _later else (int, Flag))):
    """Flags that are whole numbers, too, and may have bits without a name."""


    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        return other if isinstance(other, int) else None

    def __or__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ ^ value)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        if _later:
            return self.__class__(_all_bits(self.__class__) & ~self._value_)
        return self.__class__(~self._value_)


type.__setattr__(Flag, "_keeps_unknown", False)
type.__setattr__(IntFlag, "_keeps_unknown", True)


def unique(enumeration):
    """Refuse two names of one value."""
    duplicates = [(name, one._name_) for name, one in enumeration.__members__.items() if name != one._name_]
    if duplicates:
        raise ValueError("duplicate values found in %r: %s"
                         % (enumeration, ", ".join("%s -> %s" % pair for pair in duplicates)))
    return enumeration
