"""Classes of characters, and texts with places to fill."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Template"]

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
