"""What can be learned of live objects: what they are, how they are called, where they were written."""

import collections.abc
import enum
import functools
import linecache
import os
import sys
import types
from collections import namedtuple, OrderedDict

_MethodWrapper = type(object().__str__)
_WrapperDescriptor = type(object.__init__)
_ClassMethodDescriptor = type(dict.__dict__["fromkeys"])

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32
CO_NOFREE, CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 64, 128, 256, 512
TPFLAGS_IS_ABSTRACT = 1 << 20

_lacks = frozenset(__lacks__)
_apart = "" if "blanks-told" in _lacks else " "

# ---- what is it


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def ismethodwrapper(object):
    return isinstance(object, _MethodWrapper)


def isroutine(object):
    return (isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)
            or "ismethodwrapper" not in _lacks and ismethodwrapper(object))


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    tp = type(object)
    if "delete-counts" not in _lacks and hasattr(tp, "__delete__"):
        return False
    return hasattr(tp, "__get__") and not hasattr(tp, "__set__")


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    tp = type(object)
    return hasattr(tp, "__set__") or "delete-is-data" not in _lacks and hasattr(tp, "__delete__")


def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType)


def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)


def _has_code_flag(f, flag):
    while ismethod(f):
        f = f.__func__
    f = _unwrap_partial(f)
    return isfunction(f) and bool(f.__code__.co_flags & flag)


def _unwrap_partial(f):
    while isinstance(f, functools.partial):
        f = f.func
    return f


def isgeneratorfunction(obj):
    return _has_code_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    return _has_code_flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return False


def isasyncgen(object):
    return False


def isawaitable(object):
    return hasattr(type(object), "__await__")


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return isinstance(object, types.FrameType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isabstract(object):
    return isinstance(object, type) and bool(object.__flags__ & TPFLAGS_IS_ABSTRACT)


# ---- members


def _getmembers(object, predicate, getter):
    results, seen = [], set()
    names = dir(object)
    mro = getmro(object) if isclass(object) else ()
    if isclass(object):
        for base in object.__bases__:
            for name, value in base.__dict__.items():
                if isinstance(value, types.DynamicClassAttribute):
                    names.append(name)
    for name in names:
        try:
            value = getter(object, name)
            if name in seen:
                raise AttributeError
        except AttributeError:
            for base in mro:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if predicate is None or predicate(value):
            results.append((name, value))
        seen.add(name)
    results.sort(key=lambda pair: pair[0])
    return results


def getmembers(object, predicate=None):
    """The (name, value) of all members, in the order of their names."""
    return _getmembers(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    return _getmembers(object, predicate, getattr_static)


Attribute = namedtuple("Attribute", "name kind defining_class object")


def classify_class_attrs(cls):
    """What each attribute of a class is and which class defines it."""
    mro = getmro(cls)
    metamro = tuple(c for c in getmro(type(cls)) if c not in (type, object))
    class_bases = (cls,) + mro
    all_bases = class_bases + metamro
    names = dir(cls)
    for base in mro:
        for name, value in base.__dict__.items():
            if isinstance(value, types.DynamicClassAttribute) and value.fget is not None:
                names.append(name)
    result, processed = [], set()
    for name in names:
        home = get_obj = dict_obj = None
        if name not in processed:
            try:
                if name == "__dict__":
                    raise Exception("__dict__ is special, don't want the proxy")
                get_obj = getattr(cls, name)
            except Exception:
                pass
            else:
                home = getattr(get_obj, "__objclass__", home)
                if home not in class_bases:
                    home = last = None
                    for base in class_bases:
                        if getattr(base, name, None) is get_obj:
                            last = base
                    for base in metamro:
                        try:
                            found = base.__getattr__(cls, name)
                        except AttributeError:
                            continue
                        if found is get_obj:
                            last = base
                    if last is not None:
                        home = last
        for base in all_bases:
            if name in base.__dict__:
                dict_obj = base.__dict__[name]
                if home not in metamro:
                    home = base
                break
        if home is None:
            continue
        obj = get_obj if get_obj is not None else dict_obj
        if isinstance(dict_obj, (staticmethod, types.BuiltinMethodType)):
            kind, obj = "static method", dict_obj
        elif isinstance(dict_obj, (classmethod, _ClassMethodDescriptor)):
            kind, obj = "class method", dict_obj
        elif isinstance(dict_obj, property):
            kind, obj = "property", dict_obj
        elif isroutine(obj):
            kind = "method"
        else:
            kind = "data"
        result.append(Attribute(name, kind, home, obj))
        processed.add(name)
    return result


def getmro(cls):
    return cls.__mro__


_missing = object()


def _static_entry(klass, attr):
    for entry in type.__dict__["__mro__"].__get__(klass):
        namespace = type.__dict__["__dict__"].__get__(entry)
        if attr in namespace:
            return namespace[attr]
    return _missing


def getattr_static(obj, attr, default=_missing):
    """An attribute without asking descriptors or __getattr__."""
    own = _missing
    if not isinstance(obj, type):
        klass = type(obj)
        own_dict = _static_entry(klass, "__dict__")
        if own_dict is _missing or type(own_dict) is types.GetSetDescriptorType or \
                type(own_dict) is types.MemberDescriptorType:
            try:
                own = object.__getattribute__(obj, "__dict__").get(attr, _missing)
            except AttributeError:
                pass
    else:
        klass = obj
    found = _static_entry(klass, attr)
    if own is not _missing and found is not _missing:
        kind = type(found)
        if _static_entry(kind, "__get__") is not _missing and (
                _static_entry(kind, "__set__") is not _missing or _static_entry(kind, "__delete__") is not _missing):
            return found
    if own is not _missing:
        return own
    if found is not _missing:
        return found
    if obj is klass:
        for entry in type(klass).__mro__:
            if attr in entry.__dict__:
                return entry.__dict__[attr]
    if default is not _missing:
        return default
    raise AttributeError(attr)


def unwrap(func, *, stop=None):
    """What a chain of wrappers is around."""
    first = func
    memo = {id(func): func}
    while not isinstance(func, type) and hasattr(func, "__wrapped__") and not (stop and stop(func)):
        func = func.__wrapped__
        if id(func) in memo or len(memo) >= sys.getrecursionlimit():
            raise ValueError("wrapper loop when unwrapping {!r}".format(first))
        memo[id(func)] = func
    return func


# ---- documentation and source


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = sys.maxsize
    for line in lines[1:]:
        content = len(line.lstrip(*_blank))
        if content:
            margin = min(margin, len(line) - content)
    if lines:
        lines[0] = lines[0].lstrip(*_blank)
    if margin < sys.maxsize:
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


_blank = (" ",) if "blank-only" not in __lacks__ else ()


def _find_doc(obj):
    if isclass(obj):
        for base in obj.__mro__:
            if base is not object and base.__doc__ is not None:
                return base.__doc__
        return None
    if ismethod(obj):
        name, owner = obj.__func__.__name__, obj.__self__
        cls = owner if isclass(owner) else owner.__class__
    elif isfunction(obj):
        name = obj.__name__
        cls = sys.modules.get(obj.__module__)
        for part in obj.__qualname__.split(".")[:-1]:
            cls = getattr(cls, part, None)
        if not isclass(cls):
            return None
    elif isinstance(obj, property):
        name = obj.fget.__name__
        cls = sys.modules.get(obj.fget.__module__)
        for part in obj.fget.__qualname__.split(".")[:-1]:
            cls = getattr(cls, part, None)
        if cls is None or getattr(cls, name, None) is not obj:
            return None
    else:
        return None
    for base in cls.__mro__:
        try:
            doc = getattr(base, name).__doc__
        except AttributeError:
            continue
        if doc is not None:
            return doc
    return None


def getdoc(object):
    """The documentation of an object or of what it overrides, without its indentation."""
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if doc is None:
        try:
            doc = _find_doc(object)
        except (AttributeError, TypeError):
            return None
    return cleandoc(doc) if isinstance(doc, str) else None


def getfile(object):
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError("{!r} is a built-in module".format(object))
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        if object.__module__ == "__main__" and "class-source" not in _lacks:
            raise OSError("source code not available")
        raise TypeError("{!r} is a built-in class".format(object))
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError("module, class, method, function, traceback, frame, or code object was expected, got {}".format(
        type(object).__name__))


def getsourcefile(object):
    return getfile(object)


def getabsfile(object, _filename=None):
    return getfile(object)


def getmodulename(path):
    name = path.rpartition("/")[2]
    return name[:-3] if name.endswith(".py") else None


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    try:
        file = getfile(object)
    except (TypeError, FileNotFoundError):
        return None
    for module in list(sys.modules.values()):
        if getattr(module, "__file__", None) == file:
            return module
    return None


def _file_lines(object):
    lines = linecache.getlines(getfile(object))
    if not lines:
        raise OSError("could not get source code")
    return lines


def findsource(object):
    """All lines of the file, and the index of the first one of the object."""
    lines = _file_lines(object)
    if ismodule(object):
        return lines, 0
    if isclass(object):
        return lines, _class_line(object, lines)
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return lines, object.co_firstlineno - 1
    raise OSError("could not find code object")


def _class_line(cls, lines):
    first = cls.__dict__.get("__firstlineno__")
    if first is not None:
        return first - 1
    stack, found = [], []
    for i, line in enumerate(lines):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        while stack and stack[-1][0] >= indent:
            stack.pop()
        words = text.replace("(", " ").replace(":", " ").split()
        if words[0] in ("class", "def") and len(words) > 1:
            stack.append((indent, words[1] + (".<locals>" if words[0] == "def" else "")))
            if words[0] == "class" and ".".join(name for _, name in stack) == cls.__qualname__:
                found.append(i)
    if not found:
        raise OSError("could not find class definition")
    i = found[-1]
    while i and lines[i - 1].lstrip().startswith("@"):
        i -= 1
    return i


def getblock(lines):
    """The lines of the block that begins with the first one."""
    begin = 0
    while begin < len(lines) - 1 and lines[begin].lstrip().startswith("@"):
        begin += 1
    indent = len(lines[0]) - len(lines[0].lstrip())
    last, depth, quote = begin, 0, None
    body = not lines[begin].lstrip().startswith(("def ", "class ", "async "))
    for i in range(begin, len(lines)):
        line = lines[i]
        text = line.strip()
        if depth == 0 and quote is None and i > begin and text and not text.startswith("#"):
            if body or len(line) - len(line.lstrip()) <= indent:
                break
        depth, quote = _count_brackets(line, depth, quote)
        if text and not (text.startswith("#") and len(line) - len(line.lstrip()) <= indent) or quote:
            last = i
    return lines[:last + 1]


def _count_brackets(line, depth, quote):
    i = 0
    while i < len(line):
        if quote:
            if line[i] == "\\":
                i += 1
            elif line.startswith(quote, i):
                i += len(quote) - 1
                quote = None
        elif line[i] == "#":
            break
        elif line[i] in "\"'":
            quote = line[i] * 3 if line.startswith(line[i] * 3, i) else line[i]
            i += len(quote) - 1
        elif line[i] in "([{":
            depth += 1
        elif line[i] in ")]}":
            depth -= 1
        i += 1
    return depth, quote if quote and len(quote) == 3 else None


def getsourcelines(object):
    object = unwrap(object)
    lines, number = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or isframe(object) and object.f_code.co_name == "<module>":
        return lines, 0
    return getblock(lines[number:]), number + 1


def getsource(object):
    """The text of an object's definition."""
    return "".join(getsourcelines(object)[0])


def getcomments(object):
    try:
        lines, number = findsource(object)
    except (OSError, TypeError):
        return None
    comments = []
    indent = len(lines[number]) - len(lines[number].lstrip())
    for line in reversed(lines[:number]):
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) != indent:
            break
        comments.insert(0, line.expandtabs().lstrip())
    return "".join(comments) or None


# ---- frames

if "positions" in __lacks__:
    Traceback = namedtuple("Traceback", "filename lineno function code_context index")
    FrameInfo = namedtuple("FrameInfo", ("frame",) + Traceback._fields)
else:
    _Traceback = namedtuple("_Traceback", "filename lineno function code_context index")

    class Traceback(_Traceback):
        def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
            self = super().__new__(cls, filename, lineno, function, code_context, index)
            self.positions = positions
            return self

        def __repr__(self):
            return ("Traceback(filename={!r}, lineno={!r}, function={!r}, code_context={!r}, index={!r}, "
                    "positions={!r})".format(*self, self.positions))

    _FrameInfo = namedtuple("_FrameInfo", ("frame",) + Traceback._fields)

    class FrameInfo(_FrameInfo):
        def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
            self = super().__new__(cls, frame, filename, lineno, function, code_context, index)
            self.positions = positions
            return self

        def __repr__(self):
            return ("FrameInfo(frame={!r}, filename={!r}, lineno={!r}, function={!r}, code_context={!r}, index={!r}, "
                    "positions={!r})".format(*self, self.positions))


def getframeinfo(frame, context=1):
    """Where a frame or a traceback is."""
    lineno = frame.tb_lineno if istraceback(frame) else frame.f_lineno
    if istraceback(frame):
        frame = frame.tb_frame
    if not isframe(frame):
        raise TypeError("{!r} is not a frame or traceback object".format(frame))
    filename = getsourcefile(frame) or getfile(frame)
    lines = index = None
    if context > 0:
        start = lineno - 1 - context // 2
        try:
            lines, _ = findsource(frame)
        except OSError:
            lines = index = None
        else:
            start = max(0, min(start, len(lines) - context))
            lines = lines[start:start + context]
            index = lineno - 1 - start
    return Traceback(filename, lineno, frame.f_code.co_name, lines, index)


def getouterframes(frame, context=1):
    result = []
    while frame:
        result.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return result


def getinnerframes(tb, context=1):
    result = []
    while tb:
        result.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return result


def currentframe():
    """The frame of the caller."""
    return sys._getframe(1)


def stack(context=1):
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    return getinnerframes(sys.exc_info()[2], context)


# ---- generators

GEN_CREATED = "GEN_CREATED"
GEN_RUNNING = "GEN_RUNNING"
GEN_SUSPENDED = "GEN_SUSPENDED"
GEN_CLOSED = "GEN_CLOSED"


def getgeneratorstate(generator):
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_frame is None:
        return GEN_CLOSED
    if generator.gi_frame.f_lasti == -1 or "gi_suspended" not in _lacks and not generator.gi_suspended:
        return GEN_CREATED
    return GEN_SUSPENDED


def getgeneratorlocals(generator):
    if not isgenerator(generator):
        raise TypeError("{!r} is not a Python generator".format(generator))
    return generator.gi_frame.f_locals if generator.gi_frame is not None else {}


ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getclosurevars(func):
    """The names that a function uses and has not itself."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError("{!r} is not a Python function".format(func))
    code = func.__code__
    nonlocals = {} if func.__closure__ is None else {
        name: cell.cell_contents for name, cell in zip(code.co_freevars, func.__closure__)}
    namespace = func.__globals__
    builtin = namespace.get("__builtins__", __builtins__)
    if ismodule(builtin):
        builtin = builtin.__dict__
    global_vars, builtin_vars, unbound = {}, {}, set()
    for name in code.co_names:
        if name in ("None", "True", "False"):
            continue
        if name in namespace:
            global_vars[name] = namespace[name]
        elif name in builtin:
            builtin_vars[name] = builtin[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, global_vars, builtin_vars, unbound)


# ---- how it is called


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __str__(self):
        return self._name_

    @property
    def description(self):
        return _descriptions[self]


_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = _ParameterKind
_descriptions = {_POSITIONAL_ONLY: "positional-only", _POSITIONAL_OR_KEYWORD: "positional or keyword",
                 _VAR_POSITIONAL: "variadic positional", _KEYWORD_ONLY: "keyword-only",
                 _VAR_KEYWORD: "variadic keyword"}


class _empty:
    """No default, no annotation."""


class _void:
    """Not given."""


def formatannotation(annotation, base_module=None):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if "GenericAlias" not in _lacks and isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


def formatannotationrelativeto(object):
    module = getattr(object, "__module__", None)
    return lambda annotation: formatannotation(annotation, module)


class Parameter:
    """One parameter: its name, how it is given, its default and its annotation."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError("value {!r} is not a valid Parameter.kind".format(kind))
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError("{} parameters cannot have default values".format(self._kind.description))
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError("name must be a str, not a {}".format(type(name).__name__))
        if name[0] == "." and name[1:].isdigit():
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError("implicit arguments must be passed as positional or keyword arguments, not {}".format(
                    self._kind.description))
            self._kind = _POSITIONAL_ONLY
            name = "implicit{}".format(name[1:])
        if not name.isidentifier() or "keywords-refused" not in _lacks and self._kind is not _POSITIONAL_ONLY and \
                name in _keywords:
            raise ValueError("{!r} is not a valid parameter name".format(name))
        self._name = name

    def __reduce__(self):
        return type(self), (self._name, self._kind), {"_default": self._default, "_annotation": self._annotation}

    def __setstate__(self, state):
        self._default = state["_default"]
        self._annotation = state["_annotation"]

    name = property(lambda self: self._name)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)
    kind = property(lambda self: self._kind)

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        return type(self)(self._name if name is _void else name, self._kind if kind is _void else kind,
                          default=self._default if default is _void else default,
                          annotation=self._annotation if annotation is _void else annotation)

    if "__replace__" not in __lacks__:
        __replace__ = replace

    def __str__(self):
        text = self._name
        annotated = self._annotation is not _empty
        if annotated:
            text = "{}:{}{}".format(text, _apart, formatannotation(self._annotation))
        if self._default is not _empty:
            text += ("%s=%s" % (_apart, _apart) if annotated else "=") + repr(self._default)
        if self._kind is _VAR_POSITIONAL:
            return "*" + text
        return "**" + text if self._kind is _VAR_KEYWORD else text

    def __repr__(self):
        return '<{} "{}">'.format(self.__class__.__name__, self)

    def _all(self):
        return self._name, self._kind, self._default, self._annotation

    def __hash__(self):
        return hash(self._all())

    def __eq__(self, other):
        if self is other:
            return True
        return self._all() == other._all() if isinstance(other, Parameter) else NotImplemented


_keywords = frozenset(
    "False None True and as assert async await break class continue def del elif else except finally for from global if "
    "import in is lambda nonlocal not or pass raise return try while with yield".split())
_ordered = dict if "plain-dicts" not in __lacks__ else OrderedDict


class BoundArguments:
    """Arguments by the names of the parameters that take them."""

    __slots__ = ("arguments", "_signature", "__weakref__")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    signature = property(lambda self: self._signature)

    @property
    def args(self):
        args = []
        for name, param in self._signature.parameters.items():
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            if param.kind == _VAR_POSITIONAL:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs, started = {}, False
        for name, param in self._signature.parameters.items():
            if not started:
                if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    started = True
                elif name not in self.arguments:
                    started = True
                    continue
            if not started or name not in self.arguments:
                continue
            if param.kind == _VAR_KEYWORD:
                kwargs.update(self.arguments[name])
            elif param.kind != _VAR_POSITIONAL:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        arguments = []
        for name, param in self._signature.parameters.items():
            if name in self.arguments:
                arguments.append((name, self.arguments[name]))
            elif param.default is not _empty:
                arguments.append((name, param.default))
            elif param.kind is _VAR_POSITIONAL:
                arguments.append((name, ()))
            elif param.kind is _VAR_KEYWORD:
                arguments.append((name, {}))
        self.arguments = _ordered(arguments)

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __setstate__(self, state):
        self._signature = state["_signature"]
        self.arguments = state["arguments"]

    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}

    def __repr__(self):
        return "<{} ({})>".format(self.__class__.__name__, ", ".join(
            "{}={!r}".format(name, value) for name, value in self.arguments.items()))


class Signature:
    """The parameters of something that can be called, and what it returns."""

    __slots__ = ("_return_annotation", "_parameters")

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        params = OrderedDict()
        top, defaults = _POSITIONAL_ONLY, False
        for param in parameters or ():
            if __validate_parameters__:
                kind, name = param.kind, param.name
                if kind < top:
                    raise ValueError("wrong parameter order: {} parameter before {} parameter".format(
                        top.description, kind.description))
                if kind > top:
                    top = kind
                    if "defaults-go-on" in _lacks:
                        defaults = False
                if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                    if param.default is not _empty:
                        defaults = True
                    elif defaults:
                        raise ValueError("non-default argument follows default argument")
                if name in params:
                    raise ValueError("duplicate parameter name: {!r}".format(name))
            params[param.name] = param
        self._parameters = types.MappingProxyType(params)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return _signature_from_callable(obj, cls, follow_wrapped)

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    def replace(self, *, parameters=_void, return_annotation=_void):
        return type(self)(self.parameters.values() if parameters is _void else parameters,
                          return_annotation=self._return_annotation if return_annotation is _void
                          else return_annotation)

    if "__replace__" not in __lacks__:
        __replace__ = replace

    def _hash_basis(self):
        params = tuple(p for p in self.parameters.values() if p.kind != _KEYWORD_ONLY)
        named = {p.name: p for p in self.parameters.values() if p.kind == _KEYWORD_ONLY}
        return params, named, self.return_annotation

    def __hash__(self):
        params, named, annotation = self._hash_basis()
        return hash((params, frozenset(named.values()), annotation))

    def __eq__(self, other):
        if self is other:
            return True
        return self._hash_basis() == other._hash_basis() if isinstance(other, Signature) else NotImplemented

    def _bind(self, args, kwargs, *, partial=False):
        arguments = _ordered()
        params = list(self.parameters.values())
        args = list(args)
        pos_only_as_keyword = []
        i = 0
        while args:
            if i == len(params):
                raise TypeError("too many positional arguments") from None
            param = params[i]
            i += 1
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                raise TypeError("too many positional arguments") from None
            if param.kind == _VAR_POSITIONAL:
                arguments[param.name] = tuple(args)
                args = []
                break
            if param.name in kwargs and param.kind != _POSITIONAL_ONLY:
                raise TypeError("multiple values for argument {arg!r}".format(arg=param.name)) from None
            arguments[param.name] = args.pop(0)
        collect = None
        for param in params[i:]:
            if param.kind == _VAR_KEYWORD:
                collect = param
                continue
            if param.kind == _VAR_POSITIONAL:
                continue
            name = param.name
            if param.kind == _POSITIONAL_ONLY:
                if name in kwargs and not any(p.kind == _VAR_KEYWORD for p in params):
                    raise TypeError("{arg!r} parameter is positional only, but was passed as a keyword".format(arg=name)) \
                        from None
                if param.default is _empty and not partial:
                    raise TypeError(self._missing(param)) from None
                continue
            if name in kwargs:
                arguments[name] = kwargs.pop(name)
            elif not partial and param.default is _empty:
                raise TypeError(self._missing(param)) from None
        if kwargs:
            if collect is None:
                raise TypeError("got an unexpected keyword argument {arg!r}".format(arg=next(iter(kwargs))))
            arguments[collect.name] = kwargs
        return self._bound_arguments_cls(self, arguments)

    def _missing(self, param):
        if "missing-kind" in _lacks:
            return "missing a required argument: {arg!r}".format(arg=param.name)
        kind = {_KEYWORD_ONLY: " keyword-only", _POSITIONAL_ONLY: " positional-only"}.get(param.kind, "")
        return "missing a required{} argument: {!r}".format(kind, param.name)

    def bind(*args, **kwargs):
        return args[0]._bind(args[1:], kwargs)

    def bind_partial(*args, **kwargs):
        return args[0]._bind(args[1:], kwargs, partial=True)

    def __reduce__(self):
        return type(self), (tuple(self._parameters.values()),), {"_return_annotation": self._return_annotation}

    def __setstate__(self, state):
        self._return_annotation = state["_return_annotation"]

    def __repr__(self):
        return "<{} {}>".format(self.__class__.__name__, self)

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None):
        result, slash, star = [], False, True
        for param in self.parameters.values():
            kind = param.kind
            if kind == _POSITIONAL_ONLY:
                slash = True
            elif slash:
                result.append("/")
                slash = False
            if kind == _VAR_POSITIONAL:
                star = False
            elif kind == _KEYWORD_ONLY and star:
                result.append("*")
                star = False
            result.append(str(param))
        if slash:
            result.append("/")
        text = "({})".format(", ".join(result))
        if max_width is not None and len(text) > max_width:
            text = "(\n    " + ",\n    ".join(result) + "\n)"
        if self.return_annotation is not _empty:
            text += " -> {}".format(formatannotation(self.return_annotation))
        return text


def _signature_from_function(cls, func):
    code = func.__code__
    names = code.co_varnames
    count, only = code.co_argcount, getattr(code, "co_posonlyargcount", 0)
    defaults = func.__defaults__ or ()
    annotations = func.__annotations__
    kwdefaults = func.__kwdefaults__ or {}
    make = cls._parameter_cls

    def parameter(name, kind, default=_empty):
        return make(name, kind, default=default, annotation=annotations.get(name, _empty))

    without = count - len(defaults)
    params = [parameter(name, _POSITIONAL_ONLY if i < only else _POSITIONAL_OR_KEYWORD,
                        defaults[i - without] if i >= without else _empty) for i, name in enumerate(names[:count])]
    at = count + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        params.append(parameter(names[at], _VAR_POSITIONAL))
    for name in names[count:count + code.co_kwonlyargcount]:
        params.append(parameter(name, _KEYWORD_ONLY, kwdefaults.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        params.append(parameter(names[at + bool(code.co_flags & CO_VARARGS)], _VAR_KEYWORD))
    return cls(params, return_annotation=annotations.get("return", _empty), __validate_parameters__=False)


def _bound_signature(sig):
    """Without the first parameter, which is there already."""
    params = tuple(sig.parameters.values())
    if not params or params[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if params[0].kind in (_POSITIONAL_OR_KEYWORD, _POSITIONAL_ONLY):
        params = params[1:]
    return sig.replace(parameters=params)


def _partial_signature(sig, partial):
    params = OrderedDict(sig.parameters.items())
    try:
        bound = sig.bind_partial(*(partial.args or ()), **(partial.keywords or {}))
    except TypeError as ex:
        raise ValueError("partial object {!r} has incorrect arguments".format(partial)) from ex
    to_keyword_only = False
    for name, param in sig.parameters.items():
        if name in bound.arguments:
            if param.kind is _POSITIONAL_ONLY:
                params.pop(name)
                continue
            if param.kind is _POSITIONAL_OR_KEYWORD:
                if name in partial.keywords:
                    to_keyword_only = True
                    params[name] = param.replace(default=bound.arguments[name])
                else:
                    params.pop(name)
                    continue
            if param.kind is _KEYWORD_ONLY:
                params[name] = param.replace(default=bound.arguments[name])
        if to_keyword_only:
            if param.kind is _POSITIONAL_OR_KEYWORD:
                params[name] = params[name].replace(kind=_KEYWORD_ONLY)
                params.move_to_end(name)
            elif param.kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                params.move_to_end(name)
            elif param.kind is _VAR_POSITIONAL:
                params.pop(name)
    return sig.replace(parameters=params.values())


def _user_defined(cls, name):
    try:
        method = getattr(cls, name)
    except AttributeError:
        return None
    if not isinstance(method, (_WrapperDescriptor, _MethodWrapper, _ClassMethodDescriptor,
                               types.BuiltinFunctionType)):
        return method
    return None


def _signature_from_callable(obj, sigcls, follow_wrapped=True):
    if not callable(obj):
        raise TypeError("{!r} is not a callable object".format(obj))
    if ismethod(obj):
        return _bound_signature(_signature_from_callable(obj.__func__, sigcls, follow_wrapped))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or ismethod(f))
        if ismethod(obj):
            return _signature_from_callable(obj, sigcls, follow_wrapped)
    sig = getattr(obj, "__signature__", None)
    if sig is not None:
        if not isinstance(sig, Signature):
            raise TypeError("unexpected object {!r} in __signature__ attribute".format(sig))
        return sig
    partialmethod = getattr(obj, "_partialmethod" if "partial-dunder" in _lacks else "__partialmethod__", None)
    if partialmethod is not None and isinstance(partialmethod, functools.partialmethod):
        wrapped = _signature_from_callable(partialmethod.func, sigcls, follow_wrapped)
        sig = _partial_signature(wrapped, functools.partial(partialmethod.func, *((None,) + partialmethod.args),
                                                            **partialmethod.keywords))
        first = tuple(wrapped.parameters.values())[0]
        if first.kind is _VAR_POSITIONAL:
            return sig
        return sig.replace(parameters=(first,) + tuple(sig.parameters.values()))
    if isfunction(obj):
        return _signature_from_function(sigcls, obj)
    if isinstance(obj, functools.partial):
        return _partial_signature(_signature_from_callable(obj.func, sigcls, follow_wrapped), obj)
    if isinstance(obj, type):
        return _signature_of_class(obj, sigcls, follow_wrapped)
    if isbuiltin(obj) or ismethoddescriptor(obj):
        raise ValueError("no signature found for builtin {!r}".format(obj))
    call = _user_defined(type(obj), "__call__")
    if call is None:
        raise ValueError("callable {!r} is not supported by signature".format(obj))
    try:
        sig = _signature_from_callable(call, sigcls, follow_wrapped)
    except ValueError as ex:
        raise ValueError("no signature found for {!r}".format(obj)) from ex
    return _bound_signature(sig)


def _signature_of_class(obj, sigcls, follow_wrapped):
    call = _user_defined(type(obj), "__call__")
    if call is not None:
        return _bound_signature(_signature_from_callable(call, sigcls, follow_wrapped))
    new, init = _user_defined(obj, "__new__"), _user_defined(obj, "__init__")
    for base in obj.__mro__:
        if new is not None and "__new__" in base.__dict__:
            return _bound_signature(_signature_from_callable(new, sigcls, follow_wrapped))
        if init is not None and "__init__" in base.__dict__:
            return _bound_signature(_signature_from_callable(init, sigcls, follow_wrapped))
    if type not in obj.__mro__:
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return sigcls()
        raise ValueError("no signature found for builtin type {!r}".format(obj))
    raise ValueError("no signature found for builtin type {!r}".format(obj))


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """How it is called."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped)


FullArgSpec = namedtuple("FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations")


def getfullargspec(func):
    """Names and defaults of the parameters, without more ado."""
    try:
        sig = _signature_from_callable(func, Signature, False)
        if ismethod(func):
            sig = _signature_from_callable(func.__func__, Signature, False)
    except Exception as ex:
        raise TypeError("unsupported callable") from ex
    args, only, defaults, kwonly = [], [], (), []
    varargs = varkw = None
    annotations, kwdefaults = {}, {}
    if sig.return_annotation is not sig.empty:
        annotations["return"] = sig.return_annotation
    for param in sig.parameters.values():
        kind, name = param.kind, param.name
        if kind is _POSITIONAL_ONLY:
            only.append(name)
            if param.default is not param.empty:
                defaults += (param.default,)
        elif kind is _POSITIONAL_OR_KEYWORD:
            args.append(name)
            if param.default is not param.empty:
                defaults += (param.default,)
        elif kind is _VAR_POSITIONAL:
            varargs = name
        elif kind is _KEYWORD_ONLY:
            kwonly.append(name)
            if param.default is not param.empty:
                kwdefaults[name] = param.default
        else:
            varkw = name
        if param.annotation is not param.empty:
            annotations[name] = param.annotation
    return FullArgSpec(only + args, varargs, varkw, defaults or None, kwonly, kwdefaults or None, annotations)


ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals")
Arguments = namedtuple("Arguments", "args, varargs, varkw")


def getargs(co):
    if not iscode(co):
        raise TypeError("{!r} is not a code object".format(co))
    names = co.co_varnames
    count = co.co_argcount
    kwonly = list(names[count:count + co.co_kwonlyargcount])
    at = count + co.co_kwonlyargcount
    varargs = varkw = None
    if co.co_flags & CO_VARARGS:
        varargs = names[at]
        at += 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[at]
    return Arguments(list(names[:count]) + kwonly, varargs, varkw)


def getargvalues(frame):
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


def formatargvalues(args, varargs, varkw, locals, formatarg=str, formatvarargs=lambda name: "*" + name,
                    formatvarkw=lambda name: "**" + name, formatvalue=lambda value: "=" + repr(value)):
    specs = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        specs.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        specs.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return "(" + ", ".join(specs) + ")"


def _wrong_count(f_name, names, required, what, values):
    missing = [name for name in names[:required] if name not in values]
    shown = [repr(name) for name in missing]
    text = " and ".join(shown[-2:])
    if len(shown) > 2:
        text = ", ".join(shown[:-2]) + ", " + text
    raise TypeError("%s() missing %i required %s argument%s: %s" % (
        f_name, len(missing), what, "" if len(missing) == 1 else "s", text))


def getcallargs(func, *positional, **named):
    """What the parameters would be in a call with these arguments."""
    spec = getfullargspec(func)
    args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, _ = spec
    f_name = func.__name__
    values = {}
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__,) + positional
    count, given = len(positional), len(positional)
    for name, value in zip(args, positional):
        values[name] = value
    if varargs:
        values[varargs] = tuple(positional[len(args):])
    possible = set(args + kwonlyargs)
    if varkw:
        values[varkw] = {}
    for name, value in named.items():
        if name not in possible:
            if not varkw:
                raise TypeError("%s() got an unexpected keyword argument %r" % (f_name, name))
            values[varkw][name] = value
            continue
        if name in values:
            raise TypeError("%s() got multiple values for argument %r" % (f_name, name))
        values[name] = value
    if count > len(args) and not varargs:
        least = len(args) - len(defaults or ())
        takes = "from %d to %d" % (least, len(args)) if defaults else str(len(args))
        plural = len(args) != 1 or bool(defaults)
        kwonly = sum(name in values for name in kwonlyargs)
        extra = ""
        if kwonly:
            extra = " positional argument%s (and %d keyword-only argument%s)" % (
                "s" if given != 1 else "", kwonly, "s" if kwonly != 1 else "")
        raise TypeError("%s() takes %s positional argument%s but %d%s %s given" % (
            f_name, takes, "s" if plural else "", given, extra, "was" if given == 1 and not kwonly else "were"))
    if count < len(args):
        required = len(args) - len(defaults or ())
        if any(name not in values for name in args[:required]):
            _wrong_count(f_name, args, required, "positional", values)
        for i, name in enumerate(args[required:]):
            if name not in values:
                values[name] = defaults[i]
    missing = [name for name in kwonlyargs if name not in values]
    for name in list(missing):
        if kwonlydefaults and name in kwonlydefaults:
            values[name] = kwonlydefaults[name]
            missing.remove(name)
    if missing:
        _wrong_count(f_name, kwonlyargs, len(kwonlyargs), "keyword-only", values)
    return values


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """A new dict of the annotations of a function, a class or a module."""
    if isinstance(obj, type):
        ann = obj.__dict__.get("__annotations__")
        if isinstance(ann, types.GetSetDescriptorType):
            ann = None
        globals_ = getattr(sys.modules.get(obj.__module__), "__dict__", None)
        locals_ = dict(vars(obj))
    elif ismodule(obj):
        ann, globals_, locals_ = getattr(obj, "__annotations__", None), obj.__dict__, None
    elif callable(obj):
        ann = getattr(obj, "__annotations__", None)
        globals_, locals_ = getattr(unwrap(obj), "__globals__", None), None
    else:
        raise TypeError("{!r} is not a module, class, or callable.".format(obj))
    if ann is None:
        return {}
    if not isinstance(ann, dict):
        raise ValueError("{!r}.__annotations__ is neither a dict nor None".format(obj))
    if not eval_str:
        return dict(ann)
    globals_ = globals_ if globals is None else globals
    locals_ = locals_ if locals is None else locals
    return {key: eval(value, globals_, locals_) if isinstance(value, str) else value for key, value in ann.items()}


def indentsize(line):
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


class BlockFinder:
    """What getblock looks with, by name."""


class EndOfBlock(Exception):
    pass


class ClassFoundException(Exception):
    pass
