"""Tables as text, with commas or whatever stands between (Modules/_csv.c, written in Python here)."""

import io as _io
import re

__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "QUOTE_STRINGS", "QUOTE_NOTNULL", "Error", "Dialect",
           "excel", "excel_tab", "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects",
           "Sniffer", "unregister_dialect", "DictReader", "DictWriter", "unix_dialect"]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)
_STRINGS, _NOTNULL = QUOTE_STRINGS, QUOTE_NOTNULL  # the names came later
__version__ = "1.0"


class Error(Exception):
    __module__ = "_csv"


_named_unexpected = "named-unexpected" not in __lacks__
_or_none = "or-none" not in __lacks__
_more_quoting = "QUOTE_STRINGS" not in __lacks__
_text_mode_told = "text-mode-told" not in __lacks__
_newline_told = "newline-told" not in __lacks__
_escape_escaped = "escape-escaped" not in __lacks__
_limit = 131072
_dialects = {}


def field_size_limit(new=None):
    """How long a field may be; the limit before."""
    global _limit
    old = _limit
    if new is not None:
        if not isinstance(new, int):
            raise TypeError("limit must be an integer")
        _limit = new
    return old


class Dialect:
    """How a table is written; a class derived from it says it in its attributes."""

    _name = ""
    _valid = False
    delimiter = quotechar = escapechar = doublequote = skipinitialspace = lineterminator = quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        try:
            _Dialect(self, {})
        except TypeError as e:
            raise Error(str(e)) from None


class excel(Dialect):
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"
    quoting = QUOTE_ALL


class _Dialect:
    """What a reader or writer goes by."""

    __slots__ = ("delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict")

    def __init__(self, dialect, given):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        defaults = {"delimiter": ",", "doublequote": True, "escapechar": None, "lineterminator": "\r\n", "quotechar": '"',
                    "quoting": QUOTE_MINIMAL, "skipinitialspace": False, "strict": False}
        for name in given:
            if name not in defaults:
                raise TypeError("'%s' is an invalid keyword argument for this function" % name
                                if not _named_unexpected
                                else "this function got an unexpected keyword argument '%s'" % name)
        for name, default in defaults.items():
            if name in given:
                default = given[name]
            elif dialect is not None:
                default = getattr(dialect, name, default)
            setattr(self, name, default)
        self._check("quotechar" in given and "quoting" not in given)

    def _check(self, quotes_named):
        for name in ("delimiter", "escapechar", "quotechar"):
            value = getattr(self, name)
            may_miss = name != "delimiter"
            if value is None and may_miss:
                continue
            if not isinstance(value, str):
                raise TypeError('"%s" must be %s, not %s' % (name, "string or None" if may_miss else "string", type(value).__name__)
                                if not (may_miss and not _or_none) else '"%s" must be string, not %s' % (name, type(value).__name__))
            if len(value) != 1:
                raise TypeError('"%s" must be a 1-character string' % name)
        self.doublequote = bool(self.doublequote)
        self.skipinitialspace = bool(self.skipinitialspace)
        self.strict = bool(self.strict)
        if type(self.quoting) is not int:
            raise TypeError('"quoting" must be an integer')
        if not 0 <= self.quoting <= (5 if _more_quoting else 3):
            raise TypeError('bad "quoting" value')
        if self.quotechar is None and quotes_named:
            self.quoting = QUOTE_NONE
        if self.quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError("quotechar must be set if quoting enabled")
        if self.lineterminator is None:
            raise TypeError("lineterminator must be set")


def register_dialect(name, dialect=None, **fmtparams):
    """Let it be known by a name."""
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Dialect(dialect, fmtparams)


def unregister_dialect(name):
    if _dialects.pop(name, None) is None:
        raise Error("unknown dialect")


def get_dialect(name):
    try:
        return _dialects[name]
    except KeyError:
        raise Error("unknown dialect") from None


def list_dialects():
    return list(_dialects)


# ---- reading ----

class _Reader:
    def __init__(self, iterable, dialect, given):
        self._lines = iter(iterable)
        self.dialect = _Dialect(dialect, given)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        fields, state, field, quoted = [], "start", [], False
        delimiter, quote, escape, quoting = d.delimiter, d.quotechar, d.escapechar, d.quoting

        def save():
            text = "".join(field)
            if quoting == QUOTE_NONNUMERIC and not quoted:
                text = float(text)
            fields.append(text)
            field.clear()

        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if field or state == "quoted":
                    if d.strict:
                        raise Error("unexpected end of data") from None
                    save()
                    return fields
                raise
            if not isinstance(line, str):
                raise Error("iterator should return strings, not %s (%s)"
                            % (type(line).__name__, "the file should be opened in text mode"
                               if _text_mode_told else "did you open the file in text mode?"))
            self.line_num += 1
            length = 0
            ended = False
            for c in line + "\0":
                end = c == "\0" and length == len(line)
                length += 1
                newline = c in "\r\n"
                if ended and not newline and not end:
                    raise Error("new-line character seen in unquoted field - do you need to open the file "
                                + ("with newline=''?" if _newline_told else "in universal-newline mode?"))
                if state == "start":
                    if end:
                        break
                    if newline:
                        ended = True
                        continue
                    state = "field-start"
                if state == "field-start":
                    if end or newline:
                        save()
                        state = "start"
                        ended = newline
                    elif c == quote and quoting != QUOTE_NONE:
                        quoted = True
                        state = "quoted"
                    elif c == escape:
                        state = "escape"
                    elif c == " " and d.skipinitialspace:
                        pass
                    elif c == delimiter:
                        save()
                    else:
                        field.append(c)
                        state = "field"
                elif state == "field":
                    if end or newline:
                        save()
                        quoted = False
                        state = "start"
                        ended = newline
                    elif c == escape:
                        state = "escape"
                    elif c == delimiter:
                        save()
                        quoted = False
                        state = "field-start"
                    else:
                        field.append(c)
                elif state == "quoted":
                    if end:
                        pass
                    elif c == escape:
                        state = "escape-quoted"
                    elif c == quote:
                        state = "quote-quoted" if d.doublequote else "field"
                    else:
                        field.append(c)
                elif state == "quote-quoted":
                    if c == quote and not end:
                        field.append(c)
                        state = "quoted"
                    elif c == delimiter and not end:
                        save()
                        quoted = False
                        state = "field-start"
                    elif end or newline:
                        save()
                        quoted = False
                        state = "start"
                        ended = newline
                    elif not d.strict:
                        field.append(c)
                        state = "field"
                    else:
                        raise Error("'%c' expected after '%c'" % (delimiter, quote))
                elif state == "escape":
                    if end:
                        c = "\n"
                    field.append(c)
                    state = "field"
                else:
                    field.append("\n" if end else c)
                    state = "quoted"
                if len(field) > _limit:
                    raise Error("field larger than field limit (%d)" % _limit)
            if state in ("start", "field-start") or not (state == "quoted" or state == "field"):
                if state == "start":
                    return fields


_Reader.__name__ = _Reader.__qualname__ = "reader"
_Reader.__module__ = "_csv"


def reader(iterable, dialect="excel", **fmtparams):
    """Rows as lists, one by one."""
    return _Reader(iterable, dialect, fmtparams)


# ---- writing ----

class _Writer:
    def __init__(self, file, dialect, given):
        write = getattr(file, "write", None)
        if not callable(write):
            raise TypeError('argument 1 must have a "write" method')
        self._write = write
        self.dialect = _Dialect(dialect, given)

    def _field(self, value, alone):
        d = self.dialect
        numeric = isinstance(value, (int, float)) or hasattr(type(value), "__float__") and not isinstance(value, str)
        quoted = {QUOTE_NONNUMERIC: not numeric, QUOTE_ALL: True, _STRINGS: isinstance(value, str),
                  _NOTNULL: value is not None}.get(d.quoting, False)
        if value is None:
            text = ""
            if d.quoting in (_STRINGS, _NOTNULL):
                quoted = False
        else:
            text = value if isinstance(value, str) else str(value)
        out = []
        special = {d.delimiter, d.escapechar, d.quotechar, "\r", "\n"} | set(d.lineterminator)
        for c in text:
            if c in special:
                escaped = False
                if d.quoting == QUOTE_NONE:
                    escaped = True
                elif c == d.quotechar:
                    if d.doublequote:
                        out.append(c)
                        quoted = True
                    else:
                        escaped = True
                elif c == d.escapechar and _escape_escaped:
                    escaped = True
                else:
                    quoted = True
                if escaped:
                    if d.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    out.append(d.escapechar)
            out.append(c)
        if alone and not out and not quoted:
            if d.quoting == QUOTE_NONE or (d.quoting in (_STRINGS, _NOTNULL) and value is None):
                raise Error("single empty field record must be quoted")
            quoted = True
        text = "".join(out)
        return d.quotechar + text + d.quotechar if quoted else text

    def writerow(self, row):
        """One row; what the file's write() says."""
        try:
            row = list(row)
        except TypeError:
            raise Error("iterable expected, not %s" % type(row).__name__) from None
        return self._write(self.dialect.delimiter.join(self._field(f, len(row) == 1) for f in row) + self.dialect.lineterminator)

    def writerows(self, rows):
        """Several."""
        for row in rows:
            self.writerow(row)


_Writer.__name__ = _Writer.__qualname__ = "writer"
_Writer.__module__ = "_csv"


def writer(file, dialect="excel", **fmtparams):
    """Writes rows into a file."""
    return _Writer(file, dialect, fmtparams)


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)


# ---- rows as dicts ----

_row_type = dict
if "rows-plain" in __lacks__:
    from collections import OrderedDict as _row_type


class DictReader:
    """Rows with the names of the first row, or others."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._fieldnames = fieldnames if fieldnames is None or not hasattr(fieldnames, "__next__") else list(fieldnames)
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        d = _row_type(zip(self.fieldnames, row))
        names, found = len(self.fieldnames), len(row)
        if names < found:
            d[self.restkey] = row[names:]
        elif names > found:
            for key in self.fieldnames[found:]:
                d[key] = self.restval
        return d


class DictWriter:
    """Writes dicts as rows."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        self.fieldnames = list(fieldnames) if hasattr(fieldnames, "__next__") else fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        """The names."""
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _dict_to_list(self, rowdict):
        if self.extrasaction == "raise":
            wrong_fields = rowdict.keys() - self.fieldnames
            if wrong_fields:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join(repr(x) for x in wrong_fields))
        return (rowdict.get(key, self.restval) for key in self.fieldnames)

    def writerow(self, rowdict):
        return self.writer.writerow(self._dict_to_list(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._dict_to_list, rowdicts))


class Sniffer:
    """Guesses how a table is written: by the character that stands equally often in each line."""

    def __init__(self):
        self.preferred = [",", "\t", ";", " ", ":"]

    def sniff(self, sample, delimiters=None):
        """A dialect for a piece of text."""
        lines = [line for line in sample.splitlines() if line]
        for delim in (delimiters or self.preferred):
            counts = {re.sub('"[^"]*"', "", line).count(delim) for line in lines}
            if len(counts) == 1 and counts != {0}:
                class dialect(Dialect):
                    _name = "sniffed"
                    lineterminator = "\r\n"
                    quoting = QUOTE_MINIMAL

                dialect.doublequote = '""' in sample
                dialect.delimiter = delim
                dialect.quotechar = '"'
                dialect.skipinitialspace = all(delim + " " in line for line in lines)
                return dialect
        raise Error("Could not determine delimiter")

    def has_header(self, sample):
        """Is the first row one of names?"""
        rows = list(reader(_io.StringIO(sample), self.sniff(sample)))
        votes = 0
        for at, name in enumerate(rows[0]):
            column = [row[at] for row in rows[1:21] if len(row) == len(rows[0])]
            try:
                [complex(text) for text in column]
                try:
                    complex(name)
                    votes -= 1
                except ValueError:
                    votes += 1
            except ValueError:
                if len(set(map(len, column))) == 1:
                    votes += 1 if len(name) != len(column[0]) else -1
        return votes > 0
