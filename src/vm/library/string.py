"""Classes of characters, and texts with places to fill."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

import _string

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Each word with a capital."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


_first = ascii_letters + "_"
_later = _first + digits


class Template:
    """A text with $names and ${names}; $$ is a dollar."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """Pieces of text, each with the name that follows (None at the end) and how it is written."""
        text, at = self.template, 0
        while True:
            start = text.find(self.delimiter, at)
            if start < 0:
                yield text[at:], None, ""
                return
            i = start + len(self.delimiter)
            braced = text[i:i + 1] == "{"
            j = i + braced
            if text.startswith(self.delimiter, i):
                yield text[at:i], None, ""
                at = i + len(self.delimiter)
                continue
            end = j
            if text[j:j + 1] and text[j] in _first:
                while end < len(text) and text[end] in _later:
                    end += 1
            if end == j or braced and text[end:end + 1] != "}":
                yield text[at:start], "", start
                at = start + len(self.delimiter)
                continue
            at, before = end + braced, at
            yield text[before:start], text[j:end], text[start:at]

    def _filled(self, mapping, safe):
        result = []
        for text, name, written in self._parts():
            result.append(text)
            if name == "":
                if safe:
                    result.append(self.delimiter)
                    continue
                lines = self.template[:written].splitlines(keepends=True)
                col = written - len("".join(lines[:-1])) + 1 if lines else 1
                raise ValueError("Invalid placeholder in string: line %d, col %d" % (len(lines) or 1, col))
            if name:
                if safe and name not in mapping:
                    result.append(written)
                else:
                    result.append(str(mapping[name]))
        return "".join(result)

    def substitute(self, mapping={}, /, **kws):
        """The text with all places filled."""
        return self._filled({**mapping, **kws}, False)

    def safe_substitute(self, mapping={}, /, **kws):
        """The text with those filled that have a value."""
        return self._filled({**mapping, **kws}, True)


class Formatter:
    """str.format() in parts that a class can replace."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal_text, field_name, format_spec, conversion in self.parse(format_string):
            if literal_text:
                result.append(literal_text)
            if field_name is None:
                continue
            if field_name == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                field_name = str(auto_arg_index)
                auto_arg_index += 1
            elif field_name.isdigit():
                if auto_arg_index:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto_arg_index = False
            obj, arg_used = self.get_field(field_name, args, kwargs)
            used_args.add(arg_used)
            obj = self.convert_field(obj, conversion)
            format_spec, auto_arg_index = self._vformat(format_spec, args, kwargs, used_args, recursion_depth - 1,
                                                        auto_arg_index=auto_arg_index)
            result.append(self.format_field(obj, format_spec))
        return "".join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        for letter, how in (("s", str), ("r", repr), ("a", ascii)):
            if conversion == letter:
                return how(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        """(text, name of the field, its format, its conversion) in turn."""
        return _string.formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = _string.formatter_field_name_split(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attr, i in rest:
            obj = getattr(obj, i) if is_attr else obj[i]
        return obj, first
