"""A text of JSON read."""

import re

__all__ = ["JSONDecoder", "JSONDecodeError"]

FLAGS = re.VERBOSE | re.MULTILINE | re.DOTALL
NaN = float("nan")
PosInf = float("inf")
NegInf = float("-inf")
_CONSTANTS = {"-Infinity": NegInf, "Infinity": PosInf, "NaN": NaN}
_BACKSLASH = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WHITESPACE = " \t\n\r"
_NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_comma_told = "comma-told" not in __lacks__


class JSONDecodeError(ValueError):
    """A text is no JSON: msg says why, pos where in doc."""

    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, "%s: line %d column %d (char %d)" % (msg, lineno, colno, pos))
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


def _skip(s, end):
    while s[end:end + 1] and s[end] in _WHITESPACE:
        end += 1
    return end


def _hex4(s, pos):
    digits = s[pos + 1:pos + 5]
    if len(digits) == 4 and all(c in "0123456789abcdefABCDEF" for c in digits):
        return int(digits, 16)
    raise JSONDecodeError("Invalid \\uXXXX escape", s, pos)


def scanstring(s, end, strict=True):
    """The string that begins before `end`, behind its quote, and where it ends."""
    begin = end - 1
    chunks = []
    while True:
        start = end
        while end < len(s) and s[end] not in '"\\' and s[end] >= " ":
            end += 1
        if end > start:
            chunks.append(s[start:end])
        if end >= len(s):
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        c = s[end]
        if c == '"':
            return "".join(chunks), end + 1
        if c != "\\":
            if strict:
                raise JSONDecodeError("Invalid control character at", s, end)
            chunks.append(c)
            end += 1
            continue
        escape = s[end + 1:end + 2]
        if not escape:
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        if escape != "u":
            if escape not in _BACKSLASH:
                raise JSONDecodeError("Invalid \\escape", s, end)
            chunks.append(_BACKSLASH[escape])
            end += 2
            continue
        code = _hex4(s, end + 1)
        end += 6
        if 0xd800 <= code <= 0xdbff and s[end:end + 2] == "\\u":
            low = _hex4(s, end + 1)
            if 0xdc00 <= low <= 0xdfff:
                code = 0x10000 + (code - 0xd800 << 10 | low - 0xdc00)
                end += 6
        chunks.append(chr(code))


class JSONDecoder:
    """Makes objects of a text."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self.memo = {}

    def decode(self, s):
        obj, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return obj

    def raw_decode(self, s, idx=0):
        try:
            return self._scan(s, idx)
        except StopIteration as err:
            raise JSONDecodeError("Expecting value", s, err.value) from None
        finally:
            self.memo.clear()

    def _scan(self, s, idx):
        """The value that begins there, and where it ends."""
        c = s[idx:idx + 1]
        if c == '"':
            return scanstring(s, idx + 1, self.strict)
        if c == "{":
            return self._object(s, idx + 1)
        if c == "[":
            return self._array(s, idx + 1)
        for word, value in ("null", None), ("true", True), ("false", False):
            if s.startswith(word, idx):
                return value, idx + len(word)
        number = _NUMBER.match(s, idx)
        if number is not None:
            whole, fraction, exponent = number.groups()
            if fraction or exponent:
                return self.parse_float(whole + (fraction or "") + (exponent or "")), number.end()
            return self.parse_int(whole), number.end()
        for word in _CONSTANTS:
            if s.startswith(word, idx):
                return self.parse_constant(word), idx + len(word)
        raise StopIteration(idx)

    def _value(self, s, end):
        try:
            return self._scan(s, end)
        except StopIteration as err:
            raise JSONDecodeError("Expecting value", s, err.value) from None

    def _object(self, s, end):
        pairs = []
        end = _skip(s, end)
        if s[end:end + 1] == "}":
            end += 1
        else:
            while True:
                if s[end:end + 1] != '"':
                    raise JSONDecodeError("Expecting property name enclosed in double quotes", s, end)
                key, end = scanstring(s, end + 1, self.strict)
                key = self.memo.setdefault(key, key)
                end = _skip(s, end)
                if s[end:end + 1] != ":":
                    raise JSONDecodeError("Expecting ':' delimiter", s, end)
                value, end = self._value(s, _skip(s, end + 1))
                pairs.append((key, value))
                end = _skip(s, end)
                c = s[end:end + 1]
                if c == "}":
                    end += 1
                    break
                if c != ",":
                    raise JSONDecodeError("Expecting ',' delimiter", s, end)
                comma = end
                end = _skip(s, end + 1)
                if _comma_told and s[end:end + 1] == "}":
                    raise JSONDecodeError("Illegal trailing comma before end of object", s, comma)
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), end
        made = dict(pairs)
        return (made if self.object_hook is None else self.object_hook(made)), end

    def _array(self, s, end):
        values = []
        end = _skip(s, end)
        if s[end:end + 1] == "]":
            return values, end + 1
        while True:
            value, end = self._value(s, end)
            values.append(value)
            end = _skip(s, end)
            c = s[end:end + 1]
            if c == "]":
                return values, end + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, end)
            comma = end
            end = _skip(s, end + 1)
            if _comma_told and s[end:end + 1] == "]":
                raise JSONDecodeError("Illegal trailing comma before end of array", s, comma)
