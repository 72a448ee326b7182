"""Classes whose objects are a fixed set of named values."""

import sys
from types import MappingProxyType

__all__ = ["EnumMeta", "Enum", "IntEnum", "Flag", "IntFlag", "auto", "unique"]
if "EnumType" not in __lacks__:
    __all__ = ["EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique",
               "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP",
               "global_flag_repr", "global_enum_repr", "global_str", "global_enum", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS",
               "UNIQUE", "pickle_by_global_name", "pickle_by_enum_name"]
    if "EnumDict" in __lacks__:
        __all__.remove("EnumDict")
    if "pickle_by_global_name" in __lacks__:
        __all__ = __all__[:-2]

_extension_told = "extension-told" not in __lacks__
_later = "EnumType" not in __lacks__  # the forms of 3.11 on
_in_values = "in-values" not in __lacks__
_told_own = "told-own" not in __lacks__
_empty_made = "empty-made" not in __lacks__  # a name alone makes an enumeration without members
_classes_join = "classes-alone" in __lacks__  # a class in the body becomes a member
_greatest_next = "greatest-next" not in __lacks__  # the value of auto() follows the greatest
_contains_raises = "contains-raises" not in __lacks__
_contains_warned = "contains-warned" not in __lacks__
_no_members_told = "no-members-told" not in __lacks__
_builtin_property = property
_builtin_bin = bin


def _is_descriptor(obj):
    return hasattr(obj, "__get__") or hasattr(obj, "__set__") or hasattr(obj, "__delete__")


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_internal_class(cls_name, obj):
    """Is it a class that was made in the body?"""
    if not isinstance(obj, type) or not isinstance(cls_name, str):
        return False
    own = cls_name + "." + getattr(obj, "__name__", "")
    qualname = getattr(obj, "__qualname__", "")
    return qualname == own or qualname.endswith("." + own)


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
_not_given = object()
_settings = ("_add_alias_", "_add_value_alias_", "_order_", "_create_pseudo_member_", "_generate_next_value_", "_missing_", "_ignore_", "_name_", "_value_",
             "_numeric_repr_", "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_")
if "ignores" in __lacks__:
    _settings = tuple(name for name in _settings if name != "_ignore_")
_missing_checked = "missing-checked" not in __lacks__


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
        if _classes_join and _later and _is_internal_class(self._cls_name, value):
            import warnings
            warnings.warn("In 3.13 classes created inside an enum will not become a member.  "
                          "Use the `member` decorator to keep the current behavior.", DeprecationWarning, stacklevel=2)
        if _later and self._cls_name and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key not in _settings:
                if _later:
                    raise ValueError("_sunder_ names, such as %r, are reserved for future Enum use" % key)
                raise ValueError('_names_ are reserved for future Enum use')
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
        elif not _classes_join and _is_internal_class(self._cls_name, value):
            pass
        elif isinstance(value, _member) or not _is_descriptor(value):
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

    @_builtin_property
    def member_names(self):
        return list(self._member_names)

    def update(self, members, **more_members):
        try:
            for name in members.keys():
                self[name] = members[name]
        except AttributeError:
            for name, value in members:
                self[name] = value
        for name, value in more_members.items():
            self[name] = value

    def _auto_in_tuple(self, key, value):
        if not isinstance(value, auto):
            return value
        if value.value is _auto_null:
            value.value = self._generate(key, 1, len(self._member_names), self._last_values[:])
        return value.value


EnumDict = _EnumDict
if "EnumDict" not in __lacks__:
    _EnumDict.__name__ = _EnumDict.__qualname__ = "EnumDict"


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
            type.__setattr__(enum_class, "_value_repr_", _value_repr(classdict, bases, member_type))
            if Flag is not None and issubclass(enum_class, Flag):
                type.__setattr__(enum_class, "_boundary_", boundary or getattr(first_enum, "_boundary_", None))
                for name in ("_flag_mask_", "_singles_mask_", "_all_bits_"):
                    type.__setattr__(enum_class, name, 0)
                type.__setattr__(enum_class, "_inverted_", None)
        _fit_texts(enum_class, plain, member_type, first_enum)
        if _later and Flag is not None and issubclass(enum_class, Flag):
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in plain:
                    type.__setattr__(enum_class, name, getattr(Flag, name))
        for name in names:
            metacls._add_member(enum_class, name, values[name], new, use_args, member_type)
        if _later and Flag is not None and issubclass(enum_class, Flag):
            ordered = [one._value_ for one in enum_class]
            if ordered != sorted(ordered):
                type.__setattr__(enum_class, "_iter_member_", enum_class._iter_member_by_def_)
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
        if _later:
            made._sort_order_ = len(enum_class._member_names_)
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
        if _later and Flag is not None and isinstance(value, int) and issubclass(enum_class, Flag):
            if value >= 0:
                mask = enum_class._flag_mask_ | value
                type.__setattr__(enum_class, "_flag_mask_", mask)
                if value and not value & (value - 1):
                    type.__setattr__(enum_class, "_singles_mask_", enum_class._singles_mask_ | value)
                type.__setattr__(enum_class, "_all_bits_", 2 ** mask.bit_length() - 1)
        try:
            enum_class._value2member_map_.setdefault(value, made)
        except TypeError:
            pass

    _add_member = staticmethod(_add_member)

    def __bool__(cls):
        return True

    if not _later:
        def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1):
            if names is None:
                return cls.__new__(cls, value)
            return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start)
    elif not _empty_made:
        def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
            if names is None:
                if _no_members_told and not cls._member_map_:
                    raise TypeError("%r has no members defined" % cls)
                return cls.__new__(cls, value)
            return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start, boundary=boundary)
    else:
        def __call__(cls, value, names=_not_given, *values, module=None, qualname=None, type=None, start=1, boundary=None):
            if cls._member_map_:
                if names is not _not_given:
                    value = (value, names) + values
                return cls.__new__(cls, value)
            if names is _not_given and type is None:
                raise TypeError("%r has no members; specify `names=()` if you meant to create a new, empty, enum" % cls)
            return cls._create_(value, () if names is _not_given else names, module=module, qualname=qualname, type=type,
                                start=start, boundary=boundary)

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
        if not _contains_raises:
            import warnings
            warnings.warn("using non-Enums in containment checks will raise TypeError in Python 3.8", DeprecationWarning, 2)
            return False
        if _contains_warned and not _later:
            import warnings
            warnings.warn("in 3.12 __contains__ will no longer raise TypeError, but will return True if\n"
                          "obj is a member or a member's value", DeprecationWarning, stacklevel=2)
        if _later:
            import warnings
            warnings.warn("in 3.12 __contains__ will no longer raise TypeError, but will return True or\n"
                          "False depending on whether the value is a member or the value of a member", DeprecationWarning, stacklevel=2)
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

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
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
        if boundary is not None:
            made = metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)
        else:
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


def _value_repr(classdict, bases, member_type):
    """How values are told: by the data type, unless that is a dataclass whose __repr__ would tell the class."""
    for base in bases:
        for ancestor in base.__mro__:
            if ancestor is object:
                continue
            if isinstance(ancestor, EnumMeta):
                return ancestor._value_repr_
            if "__repr__" in ancestor.__dict__:
                return ancestor.__dict__["__repr__"]
    return None


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
        if not _missing_checked:
            result = cls._missing_(value)
            if result is None and getattr(cls._missing_, "__func__", None) is Enum._missing_.__func__:
                raise ValueError("%r is not a valid %s" % (value, cls.__name__))
            return result
        try:
            exc = None
            result = cls._missing_(value)
        except Exception as e:
            exc, result = e, None
        try:
            if isinstance(result, cls) or (_later and isinstance(result, int) and Flag is not None and issubclass(cls, Flag)
                                           and cls._boundary_ is EJECT):
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
                greatest = sorted(last_values)[-1]
            except TypeError:
                if _greatest_next:
                    raise TypeError("unable to sort non-numeric values") from None
                greatest = None
            try:
                if greatest is not None and (_greatest_next or last_values[-1] == greatest):
                    return greatest + 1
            except TypeError:
                if _greatest_next:
                    raise TypeError("unable to increment %r" % (greatest,)) from None
            import warnings
            warnings.warn("In 3.13 the default `auto()`/`_generate_next_value_` will require all values to be sortable and support adding +1\n"
                          "and the value returned will be the largest value in the enum incremented by 1", DeprecationWarning, stacklevel=3)
        for last in reversed(last_values):
            try:
                return last + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def _add_alias_(self, name):
        """One more name for the member."""
        cls = self.__class__
        if name in cls._member_map_:
            if cls._member_map_[name] is not self:
                raise NameError("%r is already bound: %r" % (name, cls._member_map_[name]))
            return
        cls._member_map_[name] = self
        type.__setattr__(cls, name, self)

    def _add_value_alias_(self, value):
        """One more value for the member."""
        cls = self.__class__
        try:
            if value in cls._value2member_map_:
                if cls._value2member_map_[value] is not self:
                    raise ValueError("%r is already bound: %r" % (value, cls._value2member_map_[value]))
                return
        except TypeError:
            for one in cls._member_map_.values():
                if one._value_ == value:
                    if one is not self:
                        raise ValueError("%r is already bound: %r" % (value, one))
                    return
        cls._value2member_map_[value] = self

    def __repr__(self):
        told = (self.__class__._value_repr_ if _later else None) or repr
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, told(self._value_))

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


def bin(num, max_bits=None):
    """The number with its sign as a bit of its own."""
    ceiling = 2 ** num.bit_length()
    if num >= 0:
        told = _builtin_bin(num + ceiling).replace("1", "0", 1)
    else:
        told = _builtin_bin(~num ^ (ceiling - 1) + ceiling)
    sign, digits = told[:3], told[3:]
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign[-1] * max_bits + digits)[-max_bits:]
    return "%s %s" % (sign, digits)


if _later:
    class FlagBoundary(StrEnum):
        """What becomes of bits that no flag has: refused, left out, a plain number, kept."""

        STRICT = auto()
        CONFORM = auto()
        EJECT = auto()
        KEEP = auto()

    STRICT, CONFORM, EJECT, KEEP = FlagBoundary
else:
    STRICT = KEEP = None


class Flag(Enum, **({"boundary": STRICT} if _later else {})):
    """Members that can be put together with |, & and ^."""

    if _later:
        _numeric_repr_ = repr

    def _generate_next_value_(name, start, count, last_values):
        if not count:
            return start if start is not None else 1
        last = max(last_values) if _later else last_values[-1]
        return 2 ** last.bit_length()

    if not _later:
        @classmethod
        def _missing_(cls, value):
            known = _all_bits(cls)
            original = value
            if not isinstance(value, int):
                if not cls._keeps_unknown:
                    value < 0
                raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
            if value < 0 and not cls._keeps_unknown:
                value = known & ~~value if ~value & ~known == 0 else value
            if not cls._keeps_unknown and value & ~known:
                raise ValueError("%r is not a valid %s" % (original, cls.__qualname__))
            if value in cls._value2member_map_:
                return cls._value2member_map_[value]
            made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
            made._name_ = None
            made._value_ = value
            return cls._value2member_map_.setdefault(value, made)

        @classmethod
        def _members_of(cls, value):
            """Those that a value is made of, and what is left."""
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
        def _joined(cls, value):
            found, left = cls._members_of(value)
            names = [m._name_ for m in found]
            if left and cls._keeps_unknown:
                names = [str(bit) for bit in sorted(_bits(left), reverse=True)] + names
            return "|".join(names) or None
    else:
        @classmethod
        def _missing_(cls, value):
            """The member that several make together; what the boundary says of other bits."""
            if not isinstance(value, int):
                raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
            mask, singles, every = cls._flag_mask_, cls._singles_mask_, cls._all_bits_
            negative = None
            if not ~every <= value <= every or value & (every ^ mask):
                if cls._boundary_ is STRICT:
                    width = max(value.bit_length(), mask.bit_length())
                    raise ValueError("%r invalid value %r\n    given %s\n  allowed %s"
                                     % (cls, value, bin(value, width), bin(mask, width)))
                if cls._boundary_ is CONFORM:
                    value &= mask
                elif cls._boundary_ is EJECT:
                    return value
                elif cls._boundary_ is KEEP:
                    if value < 0:
                        value = max(every + 1, 2 ** value.bit_length()) + value
                else:
                    raise ValueError("%r unknown flag boundary %r" % (cls, cls._boundary_))
            if value < 0:
                negative = value
                value = every + 1 + value if cls._boundary_ in (EJECT, KEEP) else singles & value
            unknown, aliases, own = value & ~mask, value & ~singles, value & singles
            if unknown and cls._boundary_ is not KEEP:
                raise ValueError("%s(%r) -->  unknown values %r [%s]" % (cls.__name__, value, unknown, bin(unknown)))
            made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
            if not hasattr(made, "_value_"):
                made._value_ = value
            made._name_ = None
            if own or aliases:
                parts = list(cls._iter_member_(own))
                if aliases:
                    value = own | aliases
                    for one in cls._member_map_.values():
                        if one not in parts and one._value_ and one._value_ & value == one._value_:
                            parts.append(one)
                covered = 0
                for one in parts:
                    covered |= one._value_
                unknown = value ^ covered
                if covered:
                    made._name_ = "|".join([one._name_ for one in parts])
                    if unknown and cls._boundary_ is STRICT:
                        raise ValueError("%r: no members with value %r" % (cls, unknown))
                    if unknown:
                        made._name_ += "|%s" % cls._numeric_repr_(unknown)
            made = cls._value2member_map_.setdefault(value, made)
            if negative is not None:
                cls._value2member_map_[negative] = made
            return made

        @classmethod
        def _iter_member_by_value_(cls, value):
            for bit in _bits(value & cls._flag_mask_):
                yield cls._value2member_map_.get(bit)

        _iter_member_ = _iter_member_by_value_

        @classmethod
        def _iter_member_by_def_(cls, value):
            yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r"
                            % (type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    if _later:
        def __iter__(self):
            yield from self._iter_member_(self._value_)

        def __len__(self):
            return _builtin_bin(self._value_).count("1")

        def __repr__(self):
            cls = self.__class__
            told = cls._value_repr_ or repr
            if self._name_ is None:
                return "<%s: %s>" % (cls.__name__, told(self._value_))
            return "<%s.%s: %s>" % (cls.__name__, self._name_, told(self._value_))

        def __str__(self):
            if self._name_ is None:
                return "%s(%r)" % (self.__class__.__name__, self._value_)
            return "%s.%s" % (self.__class__.__name__, self._name_)
    else:
        def __repr__(self):
            cls = self.__class__.__name__
            name = self._name_ if self._name_ is not None else self._joined(self._value_)
            return "<%s.%s: %r>" % (cls, name if name is not None else self._value_, self._value_)

        def __str__(self):
            cls = self.__class__.__name__
            name = self._name_ if self._name_ is not None else self._joined(self._value_)
            return "%s.%s" % (cls, name if name is not None else self._value_)

    def __bool__(self):
        return bool(self._value_)

    if not _later:
        def _other(self, other):
            return other._value_ if isinstance(other, self.__class__) else None
    else:
        def _other(self, other):
            if isinstance(other, self.__class__):
                return other._value_
            if self._member_type_ is not object and isinstance(other, self._member_type_):
                return other
            return None

    def __or__(self, other):
        value = self._other(other)
        if value is None:
            return NotImplemented
        return self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        if value is None:
            return NotImplemented
        return self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        if value is None:
            return NotImplemented
        return self.__class__(self._value_ ^ value)

    if not _later:
        def __invert__(self):
            return self.__class__(_all_bits(self.__class__) & ~self._value_)
    else:
        def __invert__(self):
            if self._inverted_ is None:
                if self._boundary_ in (EJECT, KEEP):
                    self._inverted_ = self.__class__(~self._value_)
                else:
                    self._inverted_ = self.__class__(self._singles_mask_ & ~self._value_)
            return self._inverted_

        __ror__ = __or__
        __rand__ = __and__
        __rxor__ = __xor__


class IntFlag(*((int, ReprEnum, Flag) if _later else (int, Flag)), **({"boundary": KEEP} if _later else {})):
    """Flags that are whole numbers, too, and may have bits without a name."""

    if not _later:
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
            return self.__class__(~self._value_)


if _later:
    Flag._boundary_, IntFlag._boundary_ = STRICT, KEEP
    for _name in ("_flag_mask_", "_singles_mask_", "_all_bits_"):
        setattr(Flag, _name, 0)
    Flag._inverted_ = None
    del _name
else:
    type.__setattr__(Flag, "_keeps_unknown", False)
    type.__setattr__(IntFlag, "_keeps_unknown", True)


def pickle_by_global_name(self, proto):
    """Members are found by their names in the module."""
    return self.name


def pickle_by_enum_name(self, proto):
    """Members are found by their names in the class."""
    return getattr, (self.__class__, self._name_)


if _later:
    class EnumCheck(StrEnum):
        """What verify() looks at."""

        CONTINUOUS = "no skipped integer values"
        NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
        UNIQUE = "one name per value"

    CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck

    def _missing_values(values):
        """Those between the least and the greatest, or the bits between."""
        known = set(values)
        return [i for i in range(min(values), max(values)) if i not in known]

    class verify:
        """Refuse an enumeration that is not as it is said."""

        def __init__(self, *checks):
            self.checks = checks

        def __call__(self, enumeration):
            name = enumeration.__name__
            is_flag = issubclass(enumeration, Flag)
            if not is_flag and not issubclass(enumeration, Enum):
                raise TypeError("the 'verify' decorator only works with Enum and Flag")
            for check in self.checks:
                if check is UNIQUE:
                    twins = [(n, m.name) for n, m in enumeration.__members__.items() if n != m.name]
                    if twins:
                        raise ValueError("aliases found in %r: %s" % (enumeration, ", ".join("%s -> %s" % pair for pair in twins)))
                elif check is CONTINUOUS:
                    values = set(e.value for e in enumeration)
                    if len(values) < 2:
                        continue
                    low, high = min(values), max(values)
                    missing = []
                    if is_flag:
                        for i in range(low.bit_length(), high.bit_length()):
                            if 2 ** i not in values:
                                missing.append(2 ** i)
                    else:
                        missing = _missing_values(values)
                    if missing:
                        raise ValueError(("invalid %s %r: missing values %s" % (
                            "flag" if is_flag else "enum", name, ", ".join(str(m) for m in missing)))[:256])
                elif check is NAMED_FLAGS:
                    singles = [m.value for m in enumeration._member_map_.values() if m.value and not m.value & (m.value - 1)]
                    bad, unnamed = [], 0
                    for alias, one in enumeration._member_map_.items():
                        if one.value < 0:
                            continue
                        left = [bit for bit in _bits(one.value) if bit not in singles]
                        if left:
                            bad.append(alias)
                            for bit in left:
                                unnamed |= bit
                    if bad:
                        told = ("alias %s is missing" % bad[0] if len(bad) == 1 else
                                "aliases %s and %s are missing" % (", ".join(bad[:-1]), bad[-1]))
                        value = ("value 0x%x" if _value_hex and len([*_bits(unnamed)]) == 1 else "combined values of 0x%x") % unnamed \
                            if len([*_bits(unnamed)]) != 1 or _value_hex else "value 0x%x" % unnamed
                        raise ValueError("invalid Flag %r: %s %s [use enum.show_flag_values(value) for details]" % (name, told, value))
            return enumeration

    _value_hex = True

    def show_flag_values(value):
        """The bits of a number."""
        return list(_bits(value))

    def global_enum_repr(self):
        module = self.__class__.__module__.split(".")[-1]
        return "%s.%s" % (module, self._name_)

    def global_flag_repr(self):
        module = self.__class__.__module__.split(".")[-1]
        cls = self.__class__.__name__
        if self._name_ is None:
            return "%s.%s(%r)" % (module, cls, self._value_)
        if len(self) == 1:
            return "%s.%s" % (module, self._name_)
        if self._boundary_ is not KEEP:
            return "|".join(["%s.%s" % (module, name) for name in self._name_.split("|")])
        return "|".join([name if name[0] in "0123456789" else "%s.%s" % (module, name) for name in self._name_.split("|")])

    def global_str(self):
        if self._name_ is None:
            return "%s(%r)" % (self.__class__.__name__, self._value_)
        return self._name_

    def global_enum(cls, update_str=False):
        """The members become names of the module."""
        cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
        if not issubclass(cls, ReprEnum) or update_str:
            cls.__str__ = global_str
        sys.modules[cls.__module__].__dict__.update(cls.__members__)
        return cls


def unique(enumeration):
    """Refuse two names of one value."""
    duplicates = [(name, one._name_) for name, one in enumeration.__members__.items() if name != one._name_]
    if duplicates:
        raise ValueError("duplicate values found in %r: %s"
                         % (enumeration, ", ".join("%s -> %s" % pair for pair in duplicates)))
    return enumeration
