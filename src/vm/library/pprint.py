"""Values as text that is broken into lines where it would be too long."""

import sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]

_wide_forms = "pp" not in __lacks__
_dataclasses_told = "dataclasses-told" not in __lacks__


class _Key:
    """Compares what cannot be compared: by the names of the types, then by place in memory."""

    __slots__ = ("obj",)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _pair_key(pair):
    return _Key(pair[0]), _Key(pair[1])


def _recursion(obj):
    return f"<Recursion on {type(obj).__name__} with id={id(obj)}>"


class PrettyPrinter:
    """How values are broken into lines."""

    if _wide_forms:
        def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                     underscore_numbers=False):
            self._set(indent, width, depth, stream, compact, sort_dicts, underscore_numbers)
    else:
        def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False):
            self._set(indent, width, depth, stream, compact, True, False)

    def _set(self, indent, width, depth, stream, compact, sort_dicts, underscore_numbers):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._indent_per_level = indent
        self._width = width
        self._depth = depth
        self._stream = sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        """Print a value and a line end."""
        if self._stream is not None:
            self._stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        """The text."""
        out = []
        self._format(object, out, 0, 0, {}, 0)
        return "".join(out)

    def isrecursive(self, object):
        """Does it hold itself?"""
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        """Can eval() make it again?"""
        text, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """The text in one line, whether it can be read again, whether it holds itself."""
        return self._safe_repr(object, context, maxlevels, level)

    # ---- one line ----

    def _repr(self, obj, context, level):
        return self.format(obj, context.copy(), self._depth, level)[0]

    def _safe_repr(self, obj, context, maxlevels, level):
        typ = type(obj)
        if typ in (str, bytes, float, bool, type(None)):
            return repr(obj), True, False
        method = typ.__repr__
        if issubclass(typ, int) and method is int.__repr__:
            return (f"{obj:_d}" if self._underscore_numbers else repr(obj)), True, False
        is_dict = issubclass(typ, dict) and method is dict.__repr__
        is_list = issubclass(typ, list) and method is list.__repr__
        if not is_dict and not is_list and not (issubclass(typ, tuple) and method is tuple.__repr__):
            text = repr(obj)
            return text, bool(text) and not text.startswith("<"), False
        if not obj:
            return "{}" if is_dict else "[]" if is_list else "()", True, False
        if maxlevels and level >= maxlevels:
            return "{...}" if is_dict else "[...]" if is_list else "(...,)" if len(obj) == 1 else "(...)", False, id(obj) in context
        if id(obj) in context:
            return _recursion(obj), False, True
        context[id(obj)] = 1
        readable, recursive, parts = True, False, []
        if is_dict:
            items = sorted(obj.items(), key=_pair_key) if self._sort_dicts else obj.items()
            for k, v in items:
                ktext, kreadable, krecursive = self.format(k, context, maxlevels, level + 1)
                vtext, vreadable, vrecursive = self.format(v, context, maxlevels, level + 1)
                parts.append(f"{ktext}: {vtext}")
                readable = readable and kreadable and vreadable
                recursive = recursive or krecursive or vrecursive
            text = "{%s}" % ", ".join(parts)
        else:
            for one in obj:
                otext, oreadable, orecursive = self.format(one, context, maxlevels, level + 1)
                parts.append(otext)
                readable = readable and oreadable
                recursive = recursive or orecursive
            inner = ", ".join(parts)
            text = f"[{inner}]" if is_list else f"({inner},)" if len(obj) == 1 else f"({inner})"
        del context[id(obj)]
        return text, readable, recursive

    # ---- several lines ----

    def _format(self, obj, out, indent, allowance, context, level):
        if id(obj) in context:
            out.append(_recursion(obj))
            return
        text = self._repr(obj, context, level)
        if len(text) > self._width - indent - allowance:
            write = self._writer(obj)
            if write is not None:
                context[id(obj)] = 1
                write(obj, out, indent, allowance, context, level + 1)
                del context[id(obj)]
                return
        out.append(text)

    def _writer(self, obj):
        method = type(obj).__repr__
        if method is dict.__repr__:
            return self._write_dict
        if method is list.__repr__:
            return lambda *args: self._write_sequence("[", "]", *args)
        if method is tuple.__repr__:
            return self._write_tuple
        if method is set.__repr__ or method is frozenset.__repr__:
            return self._write_set
        if method is str.__repr__:
            return self._write_str
        if method is bytes.__repr__:
            return self._write_bytes
        if method is type(type.__dict__).__repr__:
            return self._write_proxy
        collections = sys.modules.get("collections")
        if collections is not None:
            if method is collections.OrderedDict.__repr__:
                return self._write_ordered
            if method is collections.Counter.__repr__:
                return self._write_counter
            if method is collections.defaultdict.__repr__:
                return self._write_default
            if method is collections.deque.__repr__:
                return self._write_deque
        if _dataclasses_told and hasattr(type(obj), "__dataclass_fields__") and not isinstance(obj, type):
            params = getattr(obj, "__dataclass_params__", None)
            if params is not None and params.repr and hasattr(method, "__wrapped__"):
                return self._write_dataclass
        if _dataclasses_told and type(obj).__name__ == "SimpleNamespace" and method is type(sys.implementation).__repr__:
            return self._write_namespace
        return None

    def _write_dict(self, obj, out, indent, allowance, context, level):
        out.append("{")
        if self._indent_per_level > 1:
            out.append((self._indent_per_level - 1) * " ")
        if obj:
            items = sorted(obj.items(), key=_pair_key) if self._sort_dicts else list(obj.items())
            self._write_pairs(items, out, indent, allowance + 1, context, level)
        out.append("}")

    def _write_pairs(self, items, out, indent, allowance, context, level):
        indent += self._indent_per_level
        last = len(items) - 1
        for i, (key, value) in enumerate(items):
            text = self._repr(key, context, level)
            out.append(text + ": ")
            self._format(value, out, indent + len(text) + 2, allowance if i == last else 1, context, level)
            if i != last:
                out.append(",\n" + " " * indent)

    def _write_sequence(self, left, right, obj, out, indent, allowance, context, level):
        out.append(left)
        self._write_items(obj, out, indent, allowance + len(right), context, level)
        out.append(right)

    def _write_tuple(self, obj, out, indent, allowance, context, level):
        self._write_sequence("(", ",)" if len(obj) == 1 else ")", obj, out, indent, allowance, context, level)

    def _write_set(self, obj, out, indent, allowance, context, level):
        if not obj:
            out.append(repr(obj))
            return
        if type(obj) is set:
            left, right = "{", "}"
        else:
            left, right = type(obj).__name__ + "({", "})"
            indent += len(type(obj).__name__) + 1
        self._write_sequence(left, right, sorted(obj, key=_Key), out, indent, allowance, context, level)

    def _write_items(self, items, out, indent, allowance, context, level):
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            out.append((self._indent_per_level - 1) * " ")
        delim, delimnl = "", ",\n" + " " * indent
        width = max_width = self._width - indent + 1
        items = list(items)
        for i, one in enumerate(items):
            last = i == len(items) - 1
            if last:
                max_width -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(one, context, level)
                w = len(text) + 2
                if width < w:
                    width = max_width
                    if delim:
                        delim = delimnl
                if width >= w:
                    width -= w
                    out.append(delim)
                    delim = ", "
                    out.append(text)
                    continue
            out.append(delim)
            delim = delimnl
            self._format(one, out, indent, allowance if last else 1, context, level)

    def _write_str(self, obj, out, indent, allowance, context, level):
        if not obj:
            out.append(repr(obj))
            return
        chunks = []
        lines = obj.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        max_width1 = max_width = self._width - indent
        for i, line in enumerate(lines):
            text = repr(line)
            if i == len(lines) - 1:
                max_width1 -= allowance
            if len(text) <= max_width1:
                chunks.append(text)
                continue
            parts = _words(line)
            max_width2, current = max_width, ""
            for j, part in enumerate(parts):
                candidate = current + part
                if j == len(parts) - 1 and i == len(lines) - 1:
                    max_width2 -= allowance
                if len(repr(candidate)) > max_width2:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            out.append(text)
            return
        out.append("(" if level == 1 else "")
        out.append(("\n" + " " * indent).join(chunks))
        out.append(")" if level == 1 else "")

    def _write_bytes(self, obj, out, indent, allowance, context, level):
        if len(obj) <= 4:
            out.append(repr(obj))
            return
        parens = level == 1
        if parens:
            indent += 1
            allowance += 1
            out.append("(")
        delim = ""
        for text in _byte_lines(obj, self._width - indent, allowance):
            out.append(delim + text)
            delim = "\n" + " " * indent
        if parens:
            out.append(")")

    def _write_proxy(self, obj, out, indent, allowance, context, level):
        out.append("mappingproxy(")
        self._format(obj.copy(), out, indent + 13, allowance + 1, context, level)
        out.append(")")

    def _write_ordered(self, obj, out, indent, allowance, context, level):
        if not obj:
            out.append(repr(obj))
            return
        name = type(obj).__name__
        out.append(name + "(")
        items = list(obj.items())
        indent += len(name) + 1
        out.append("[")
        inner = indent + self._indent_per_level
        if self._indent_per_level > 1:
            out.append((self._indent_per_level - 1) * " ")
        for i, item in enumerate(items):
            last = i == len(items) - 1
            self._format(item, out, inner, allowance + 2 if last else 1, context, level)
            if not last:
                out.append(",\n" + " " * inner)
        out.append("])")

    def _write_counter(self, obj, out, indent, allowance, context, level):
        if not obj:
            out.append(repr(obj))
            return
        name = type(obj).__name__
        out.append(name + "({")
        if self._indent_per_level > 1:
            out.append((self._indent_per_level - 1) * " ")
        self._write_pairs(obj.most_common(), out, indent + len(name) + 1, allowance + 2, context, level)
        out.append("})")

    def _write_default(self, obj, out, indent, allowance, context, level):
        if not obj:
            out.append(repr(obj))
            return
        factory = self._repr(obj.default_factory, context, level)
        name = type(obj).__name__
        indent += len(name) + 1
        out.append(f"{name}({factory},\n{' ' * indent}")
        self._write_dict(obj, out, indent, allowance + 1, context, level)
        out.append(")")

    def _write_deque(self, obj, out, indent, allowance, context, level):
        if not obj:
            out.append(repr(obj))
            return
        name = type(obj).__name__
        out.append(name + "(")
        indent += len(name) + 1
        out.append("[")
        if obj.maxlen is None:
            self._write_items(obj, out, indent, allowance + 2, context, level)
            out.append("])")
        else:
            self._write_items(obj, out, indent, 2, context, level)
            out.append(f"],\n{' ' * indent}maxlen={self._repr(obj.maxlen, context, level)})")

    def _write_dataclass(self, obj, out, indent, allowance, context, level):
        items = [(f.name, getattr(obj, f.name)) for f in type(obj).__dataclass_fields__.values() if f.repr]
        self._write_named(type(obj).__name__, items, out, indent, allowance, context, level)

    def _write_namespace(self, obj, out, indent, allowance, context, level):
        self._write_named("namespace", list(obj.__dict__.items()), out, indent, allowance, context, level)

    def _write_named(self, name, items, out, indent, allowance, context, level):
        indent += len(name) + 1
        out.append(name + "(")
        last = len(items) - 1
        for i, (key, value) in enumerate(items):
            out.append(key + "=")
            if id(value) in context:
                out.append("...")
            else:
                self._format(value, out, indent + len(key) + 1, allowance + 1 if i == last else 1, context, level)
            if i != last:
                out.append(",\n" + " " * indent)
        out.append(")")


def _words(line):
    """Pieces that end behind space."""
    parts, at = [], 0
    while at < len(line):
        end = at
        while end < len(line) and not line[end].isspace():
            end += 1
        while end < len(line) and line[end].isspace():
            end += 1
        parts.append(line[at:end])
        at = end
    return parts


def _byte_lines(obj, width, allowance):
    current = b""
    last = len(obj) // 4 * 4
    for i in range(0, len(obj), 4):
        part = obj[i:i + 4]
        candidate = current + part
        if i == last:
            width -= allowance
        if len(repr(candidate)) > width:
            if current:
                yield repr(current)
            current = part
        else:
            current = candidate
    if current:
        yield repr(current)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, **kwargs):
    """Print a value, in several lines if it is long."""
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact, **kwargs).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, **kwargs):
    """The text that pprint() prints."""
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact, **kwargs).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """As pprint(), dicts in their own order."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    """The text in one line; what holds itself is said so."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    """Can eval() make it again?"""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    """Does it hold itself?"""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]
