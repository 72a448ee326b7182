"""Objects written as JSON."""

__all__ = ["JSONEncoder"]

INFINITY = float("inf")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def encode_basestring(s):
    """The text in quotes, with what JSON does not allow in them escaped."""
    return '"%s"' % "".join(_ESCAPES.get(c) or (c if c >= " " else "\\u%04x" % ord(c)) for c in s)


def encode_basestring_ascii(s):
    """The same with ASCII only."""
    return '"%s"' % "".join(_ESCAPES.get(c) or (c if " " <= c <= "~" else _code(ord(c))) for c in s)


def _code(n):
    if n < 0x10000:
        return "\\u%04x" % n
    n -= 0x10000
    return "\\u%04x\\u%04x" % (0xd800 | n >> 10 & 0x3ff, 0xdc00 | n & 0x3ff)


class JSONEncoder:
    """Makes texts of objects; default() is asked about those that are not known."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        name = o.__class__.__name__
        raise TypeError("Object of type %s is not JSON serializable" % (name if _type_bare else repr(name)))

    def encode(self, o):
        if isinstance(o, str):
            return self._text(o)
        return "".join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        return self._pieces(o, {} if self.check_circular else None, indent, 0)

    def _text(self, s):
        return encode_basestring_ascii(s) if self.ensure_ascii else encode_basestring(s)

    def _number(self, o):
        if o != o:
            text = "NaN"
        elif o == INFINITY:
            text = "Infinity"
        elif o == -INFINITY:
            text = "-Infinity"
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant" +
                             (": " + repr(o) if _value_told else ""))
        return text

    def _plain(self, o):
        """The text of what holds nothing else, or None."""
        if isinstance(o, str):
            return self._text(o)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self._number(o)
        return None

    def _key(self, key):
        if isinstance(key, str):
            return key
        if key is None or isinstance(key, (int, float)):
            return self._plain(key)
        if self.skipkeys:
            return None
        if not _type_bare:
            raise TypeError("keys must be a string")
        raise TypeError("keys must be str, int, float, bool or None, not %s" % key.__class__.__name__)

    def _pieces(self, o, seen, indent, level):
        plain = self._plain(o)
        if plain is not None:
            yield plain
            return
        if seen is not None:
            if id(o) in seen:
                raise ValueError("Circular reference detected")
            seen[id(o)] = o
        if isinstance(o, (list, tuple)):
            yield from self._sequence(o, seen, indent, level)
        elif isinstance(o, dict):
            yield from self._mapping(o, seen, indent, level)
        else:
            yield from self._pieces(self.default(o), seen, indent, level)
        if seen is not None:
            del seen[id(o)]

    def _sequence(self, o, seen, indent, level):
        if not o:
            yield "[]"
            return
        newline = "" if indent is None else "\n" + indent * (level + 1)
        lead = "[" + newline
        for item in o:
            yield lead
            lead = self.item_separator + newline
            yield from self._pieces(item, seen, indent, level + 1)
        yield "]" if indent is None else "\n" + indent * level + "]"

    def _mapping(self, o, seen, indent, level):
        if not o:
            yield "{}"
            return
        newline = "" if indent is None else "\n" + indent * (level + 1)
        lead = "{" + newline
        for key, value in sorted(o.items()) if self.sort_keys else o.items():
            name = self._key(key)
            if name is None:
                continue
            yield lead
            lead = self.item_separator + newline
            yield self._text(name)
            yield self.key_separator
            yield from self._pieces(value, seen, indent, level + 1)
        if lead[0] == "{":
            yield "{}"
        else:
            yield "}" if indent is None else "\n" + indent * level + "}"


_type_bare = "type-bare" not in __lacks__
_value_told = "value-told" not in __lacks__
