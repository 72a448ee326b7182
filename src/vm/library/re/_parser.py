"""A regular expression read: from its text to a tree of (operator, argument)."""

if "package" in __lacks__:
    from sre_constants import *
else:
    from ._constants import *

_possessive = "possessive" not in __lacks__
_names_characters = "named-characters" not in __lacks__
_forward_groups = "forward-groups" not in __lacks__
_flags_first = "flags-first" not in __lacks__
_ascii_names = "ascii-names" not in __lacks__
_template_list = "template-list" not in __lacks__
_escapes_refused = "escapes-refused" not in __lacks__
_empty_fails = "empty-fails" not in __lacks__

SPECIAL_CHARS = ".\\[{()*+?^$|"
REPEAT_CHARS = "*+?{"
DIGITS = frozenset("0123456789")
OCTDIGITS = frozenset("01234567")
HEXDIGITS = frozenset("0123456789abcdefABCDEF")
ASCIILETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
WHITESPACE = frozenset(" \t\n\r\v\f")

_REPEATCODES = frozenset({MIN_REPEAT, MAX_REPEAT} | ({POSSESSIVE_REPEAT} if _possessive else set()))
_UNITCODES = frozenset({ANY, RANGE, IN, LITERAL, NOT_LITERAL, CATEGORY})

ESCAPES = {"\\" + name: (LITERAL, code) for name, code in
           zip("abfnrtv\\", (7, 8, 12, 10, 13, 9, 11, 92))}

CATEGORIES = {
    r"\A": (AT, AT_BEGINNING_STRING),
    r"\b": (AT, AT_BOUNDARY),
    r"\B": (AT, AT_NON_BOUNDARY),
    r"\d": (IN, [(CATEGORY, CATEGORY_DIGIT)]),
    r"\D": (IN, [(CATEGORY, CATEGORY_NOT_DIGIT)]),
    r"\s": (IN, [(CATEGORY, CATEGORY_SPACE)]),
    r"\S": (IN, [(CATEGORY, CATEGORY_NOT_SPACE)]),
    r"\w": (IN, [(CATEGORY, CATEGORY_WORD)]),
    r"\W": (IN, [(CATEGORY, CATEGORY_NOT_WORD)]),
    r"\Z": (AT, AT_END_STRING),
}

FLAGS = {
    "i": SRE_FLAG_IGNORECASE,
    "L": SRE_FLAG_LOCALE,
    "m": SRE_FLAG_MULTILINE,
    "s": SRE_FLAG_DOTALL,
    "x": SRE_FLAG_VERBOSE,
    "a": SRE_FLAG_ASCII,
    "t": SRE_FLAG_TEMPLATE,
    "u": SRE_FLAG_UNICODE,
}
if "T" in __lacks__:
    del FLAGS["t"]

TYPE_FLAGS = SRE_FLAG_ASCII | SRE_FLAG_LOCALE | SRE_FLAG_UNICODE
GLOBAL_FLAGS = SRE_FLAG_DEBUG | SRE_FLAG_TEMPLATE
MAXWIDTH = 1 << 64 if "wide" not in __lacks__ else int(MAXREPEAT)


class Verbose(Exception):
    """Up to 3.10: verbose was turned on within, so all is read again."""


def _warn(message, category, level):
    import warnings
    warnings.warn(message, category, stacklevel=level + 1)


class State:
    """What all parts of one expression share."""

    def __init__(self):
        self.flags = 0
        self.groupdict = {}
        self.groupwidths = [None]
        self.lookbehindgroups = None
        if _forward_groups:
            self.grouprefpos = {}

    @property
    def groups(self):
        return len(self.groupwidths)

    def opengroup(self, name=None):
        gid = self.groups
        self.groupwidths.append(None)
        if self.groups > MAXGROUPS:
            raise error("too many groups")
        if name is not None:
            earlier = self.groupdict.get(name, None)
            if earlier is not None:
                raise error("redefinition of group name %r as group %d; was group %d" % (name, gid, earlier))
            self.groupdict[name] = gid
        return gid

    def closegroup(self, gid, p):
        self.groupwidths[gid] = p.getwidth()

    def checkgroup(self, gid):
        return gid < self.groups and self.groupwidths[gid] is not None

    def checklookbehindgroup(self, gid, source):
        if self.lookbehindgroups is None:
            return
        if not self.checkgroup(gid):
            raise source.error("cannot refer to an open group")
        if gid >= self.lookbehindgroups:
            raise source.error("cannot refer to group defined in the same lookbehind subpattern")


class SubPattern:
    """A sequence of (operator, argument)."""

    def __init__(self, state, data=None):
        self.state = state
        self.data = [] if data is None else data
        self.width = None

    def dump(self, level=0):
        for op, av in self.data:
            print(level * "  " + str(op), end="")
            if op is IN:
                print()
                for op, a in av:
                    print((level + 1) * "  " + str(op), a)
            elif op is BRANCH:
                print()
                for i, a in enumerate(av[1]):
                    if i:
                        print(level * "  " + "OR")
                    a.dump(level + 1)
            elif op is GROUPREF_EXISTS:
                group, yes, no = av
                print("", group)
                yes.dump(level + 1)
                if no:
                    print(level * "  " + "ELSE")
                    no.dump(level + 1)
            elif isinstance(av, SubPattern):
                print()
                av.dump(level + 1)
            elif isinstance(av, (tuple, list)):
                self._dump_parts(av, level)
            else:
                print("", av)

    def _dump_parts(self, parts, level):
        fresh = False
        for part in parts:
            if isinstance(part, SubPattern):
                if not fresh:
                    print()
                part.dump(level + 1)
                fresh = True
            else:
                if not fresh:
                    print(" ", end="")
                print(part, end="")
                fresh = False
        if not fresh:
            print()

    def __repr__(self):
        return repr(self.data)

    def __len__(self):
        return len(self.data)

    def __delitem__(self, index):
        del self.data[index]

    def __getitem__(self, index):
        if isinstance(index, slice):
            return SubPattern(self.state, self.data[index])
        return self.data[index]

    def __setitem__(self, index, code):
        self.data[index] = code

    def insert(self, index, code):
        self.data.insert(index, code)

    def append(self, code):
        self.data.append(code)

    def getwidth(self):
        """How many characters it takes, at least and at most."""
        if self.width is not None:
            return self.width
        lo = hi = 0
        for op, av in self.data:
            if op is SUCCESS:
                break
            least, most = self._width_of(op, av)
            lo += least
            hi += most
        self.width = min(lo, MAXWIDTH), min(hi, MAXWIDTH)
        return self.width

    def _width_of(self, op, av):
        if op is BRANCH:
            widths = [item.getwidth() for item in av[1]]
            return min(w[0] for w in widths), max(w[1] for w in widths)
        if op is ATOMIC_GROUP:
            return av.getwidth()
        if op is SUBPATTERN:
            return av[-1].getwidth()
        if op in _REPEATCODES:
            least, most = av[2].getwidth()
            return least * av[0], MAXWIDTH if av[1] == MAXREPEAT and most else most * av[1]
        if op in _UNITCODES:
            return 1, 1
        if op is GROUPREF:
            return self.state.groupwidths[av]
        if op is GROUPREF_EXISTS:
            least, most = av[1].getwidth()
            if av[2] is None:
                return 0, most
            other = av[2].getwidth()
            return min(least, other[0]), max(most, other[1])
        return 0, 0


class Tokenizer:
    """The characters of a text; a backslash comes with what it stands before."""

    def __init__(self, string):
        self.istext = isinstance(string, str)
        self.string = string
        if not self.istext:
            string = str(string, "latin1")
        self.decoded_string = string
        self.index = 0
        self.next = None
        self.__next()

    def __next(self):
        index = self.index
        try:
            char = self.decoded_string[index]
        except IndexError:
            self.next = None
            return
        if char == "\\":
            index += 1
            try:
                char += self.decoded_string[index]
            except IndexError:
                raise error("bad escape (end of pattern)", self.string, len(self.string) - 1) from None
        self.index = index + 1
        self.next = char

    def match(self, char):
        if char == self.next:
            self.__next()
            return True
        return False

    def get(self):
        this = self.next
        self.__next()
        return this

    def getwhile(self, n, charset):
        result = ""
        for _ in range(n):
            if self.next not in charset:
                break
            result += self.get()
        return result

    def getuntil(self, terminator, name="group name"):
        result = ""
        while True:
            c = self.get()
            if c is None:
                if not result:
                    raise self.error("missing " + name)
                raise self.error("missing %s, unterminated name" % terminator, len(result))
            if c == terminator:
                if not result:
                    raise self.error("missing " + name, 1)
                return result
            result += c

    @property
    def pos(self):
        return self.index - len(self.next or "")

    def tell(self):
        return self.index - len(self.next or "")

    def seek(self, index):
        self.index = index
        self.__next()

    def error(self, msg, offset=0):
        if "asciimessages" not in _lacks and not self.istext:
            msg = msg.encode("ascii", "backslashreplace").decode("ascii")
        return error(msg, self.string, self.tell() - offset)

    def checkgroupname(self, name, offset):
        if _ascii_names and not (self.istext or name.isascii()):
            raise self.error("bad character in group name %a" % name, len(name) + offset)
        if not name.isidentifier():
            raise self.error("bad character in group name %r" % name, len(name) + offset)


_lacks = frozenset(__lacks__)

# ---- escapes


def _coded_escape(source, escape, c):
    """A character by its number or name: the number; None when it is neither."""
    if c == "x":
        digits = 2
    elif c == "u" and source.istext:
        digits = 4
    elif c == "U" and source.istext:
        digits = 8
    elif c == "N" and source.istext and _names_characters:
        return _named_character(source)
    else:
        return None
    escape += source.getwhile(digits, HEXDIGITS)
    if len(escape) != digits + 2:
        raise source.error("incomplete escape %s" % escape, len(escape))
    code = int(escape[2:], 16)
    try:
        chr(code)
    except (ValueError, OverflowError):
        raise source.error("bad escape %s" % escape, len(escape)) from None
    return code


def _named_character(source):
    import unicodedata
    if not source.match("{"):
        raise source.error("missing {")
    name = source.getuntil("}", "character name")
    try:
        return ord(unicodedata.lookup(name))
    except (KeyError, TypeError):
        raise source.error("undefined character name %r" % name, len(name) + len(r"\N{}")) from None


def _octal(source, escape):
    code = int(escape[1:], 8)
    if code > 0o377:
        raise source.error("octal escape value %s outside of range 0-0o377" % escape, len(escape))
    return LITERAL, code


def _plain_escape(source, escape, c):
    if len(escape) == 2 and c not in ASCIILETTERS and c not in DIGITS:
        return LITERAL, ord(c)
    raise source.error("bad escape %s" % escape, len(escape))


def _class_escape(source, escape):
    """An escape within brackets."""
    code = ESCAPES.get(escape)
    if code:
        return code
    code = CATEGORIES.get(escape)
    if code and code[0] is IN:
        return code
    c = escape[1:2]
    number = _coded_escape(source, escape, c)
    if number is not None:
        return LITERAL, number
    if c in OCTDIGITS:
        return _octal(source, escape + source.getwhile(2, OCTDIGITS))
    return _plain_escape(source, escape, c)


def _escape(source, escape, state):
    """An escape outside of brackets."""
    code = CATEGORIES.get(escape) or ESCAPES.get(escape)
    if code:
        return code
    c = escape[1:2]
    number = _coded_escape(source, escape, c)
    if number is not None:
        return LITERAL, number
    if c == "0":
        escape += source.getwhile(2, OCTDIGITS)
        return LITERAL, int(escape[1:], 8)
    if c in DIGITS:
        if source.next in DIGITS:
            escape += source.get()
            if escape[1] in OCTDIGITS and escape[2] in OCTDIGITS and source.next in OCTDIGITS:
                return _octal(source, escape + source.get())
        group = int(escape[1:])
        if group >= state.groups:
            raise source.error("invalid group reference %d" % group, len(escape) - 1)
        if not state.checkgroup(group):
            raise source.error("cannot refer to an open group", len(escape))
        state.checklookbehindgroup(group, source)
        return GROUPREF, group
    return _plain_escape(source, escape, c)


# ---- parts


def _uniq(items):
    return list(dict.fromkeys(items))


def _parse_sub(source, state, verbose, nested):
    """Alternatives: a|b|c."""
    items = []
    while True:
        items.append(_parse(source, state, verbose, nested + 1, not nested and not items))
        if not source.match("|"):
            break
        if not nested and _flags_first:
            verbose = state.flags & SRE_FLAG_VERBOSE
    if len(items) == 1:
        return items[0]
    subpattern = SubPattern(state)
    while True:
        # what all begin with stands in front once
        prefix = items[0][0] if items[0] else None
        if prefix is None or not all(item and item[0] == prefix for item in items):
            break
        for item in items:
            del item[0]
        subpattern.append(prefix)
    charset = []
    for item in items:
        if len(item) != 1:
            break
        op, av = item[0]
        if op is LITERAL:
            charset.append((op, av))
        elif op is IN and av[0][0] is not NEGATE:
            charset.extend(av)
        else:
            break
    else:
        # single characters are a set
        subpattern.append((IN, _uniq(charset)))
        return subpattern
    subpattern.append((BRANCH, (None, items)))
    return subpattern


def _parse(source, state, verbose, nested, first=False):
    """One alternative, up to | or ) or the end."""
    subpattern = SubPattern(state)
    while True:
        this = source.next
        if this is None or this in "|)":
            break
        source.get()
        if verbose:
            if this in WHITESPACE:
                continue
            if this == "#":
                while this is not None and this != "\n":
                    this = source.get()
                continue
        if this[0] == "\\":
            subpattern.append(_escape(source, this, state))
        elif this not in SPECIAL_CHARS:
            subpattern.append((LITERAL, ord(this)))
        elif this == "[":
            subpattern.append(_parse_set(source, nested))
        elif this in REPEAT_CHARS:
            _parse_repeat(source, subpattern, this)
        elif this == ".":
            subpattern.append((ANY, None))
        elif this == "(":
            verbose = _parse_group(source, state, subpattern, verbose, nested, first)
        elif this == "^":
            subpattern.append((AT, AT_BEGINNING))
        else:
            subpattern.append((AT, AT_END))
    # groups that only hold together
    for i in range(len(subpattern))[::-1]:
        op, av = subpattern[i]
        if op is SUBPATTERN:
            group, add_flags, del_flags, p = av
            if group is None and not add_flags and not del_flags:
                subpattern[i: i + 1] = p
    return subpattern


def _parse_set(source, nested):
    """[...], behind its bracket."""
    here = source.tell() - 1
    items = []
    if source.next == "[":
        _warn("Possible nested set at position %d" % source.tell(), FutureWarning, nested + 7)
    negate = source.match("^")
    while True:
        this = source.get()
        if this is None:
            raise source.error("unterminated character set", source.tell() - here)
        if this == "]" and items:
            break
        if this[0] == "\\":
            low = _class_escape(source, this)
        else:
            if items and this in "-&~|" and source.next == this:
                kind = {"-": "difference", "&": "intersection", "~": "symmetric difference", "|": "union"}[this]
                _warn("Possible set %s at position %d" % (kind, source.tell() - 1), FutureWarning, nested + 7)
            low = LITERAL, ord(this)
        if not source.match("-"):
            items.append(low[1][0] if low[0] is IN else low)
            continue
        that = source.get()
        if that is None:
            raise source.error("unterminated character set", source.tell() - here)
        if that == "]":
            items.append(low[1][0] if low[0] is IN else low)
            items.append((LITERAL, ord("-")))
            break
        if that[0] == "\\":
            high = _class_escape(source, that)
        else:
            if that == "-":
                _warn("Possible set difference at position %d" % (source.tell() - 2), FutureWarning, nested + 7)
            high = LITERAL, ord(that)
        if low[0] is not LITERAL or high[0] is not LITERAL or high[1] < low[1]:
            raise source.error("bad character range %s-%s" % (this, that), len(this) + 1 + len(that))
        items.append((RANGE, (low[1], high[1])))
    items = _uniq(items)
    if len(items) == 1 and items[0][0] is LITERAL:
        return (NOT_LITERAL, items[0][1]) if negate else items[0]
    if negate:
        items.insert(0, (NEGATE, None))
    return IN, items


def _parse_bounds(source, here):
    """{m,n} behind its brace: (m, n), or None when it is plain text."""
    if source.next == "}":
        return None
    least, most = 0, MAXREPEAT
    lo = hi = ""
    while source.next in DIGITS:
        lo += source.get()
    if source.match(","):
        while source.next in DIGITS:
            hi += source.get()
    else:
        hi = lo
    if not source.match("}"):
        source.seek(here)
        return None
    if lo:
        least = int(lo)
        if least >= MAXREPEAT:
            raise OverflowError("the repetition number is too large")
    if hi:
        most = int(hi)
        if most >= MAXREPEAT:
            raise OverflowError("the repetition number is too large")
        if most < least:
            raise source.error("min repeat greater than max repeat", source.tell() - here)
    return least, most


def _parse_repeat(source, subpattern, this):
    here = source.tell()
    if this == "{":
        bounds = _parse_bounds(source, here)
        if bounds is None:
            subpattern.append((LITERAL, ord(this)))
            return
    else:
        bounds = {"?": (0, 1), "*": (0, MAXREPEAT), "+": (1, MAXREPEAT)}[this]
    item = subpattern[-1:] if subpattern else None
    if not item or item[0][0] is AT:
        raise source.error("nothing to repeat", source.tell() - here + len(this))
    if item[0][0] in _REPEATCODES:
        raise source.error("multiple repeat", source.tell() - here + len(this))
    if item[0][0] is SUBPATTERN:
        group, add_flags, del_flags, p = item[0][1]
        if group is None and not add_flags and not del_flags:
            item = p
    if source.match("?"):
        op = MIN_REPEAT
    elif _possessive and source.match("+"):
        op = POSSESSIVE_REPEAT
    else:
        op = MAX_REPEAT
    subpattern[-1] = (op, (bounds[0], bounds[1], item))


def _expect_close(source, start):
    if not source.match(")"):
        raise source.error("missing ), unterminated subpattern", source.tell() - start)


def _parse_group(source, state, subpattern, verbose, nested, first):
    """(...), behind its parenthesis; returns whether white space counts from here on."""
    start = source.tell() - 1
    capture, atomic, name = True, False, None
    add_flags = del_flags = 0
    if source.match("?"):
        char = source.get()
        if char is None:
            raise source.error("unexpected end of pattern")
        if char == "P":
            if source.match("<"):
                name = source.getuntil(">", "group name")
                source.checkgroupname(name, 1)
            elif source.match("="):
                subpattern.append((GROUPREF, _named_reference(source, state)))
                return verbose
            else:
                char = source.get()
                if char is None:
                    raise source.error("unexpected end of pattern")
                raise source.error("unknown extension ?P" + char, len(char) + 2)
        elif char == ":":
            capture = False
        elif char == "#":
            while True:
                if source.next is None:
                    raise source.error("missing ), unterminated comment", source.tell() - start)
                if source.get() == ")":
                    return verbose
        elif char in "=!<":
            _parse_assertion(source, state, subpattern, verbose, nested, start, char)
            return verbose
        elif char == "(":
            _parse_condition(source, state, subpattern, verbose, nested, start)
            return verbose
        elif char == ">" and _possessive:
            capture, atomic = False, True
        elif char in FLAGS or char == "-":
            flags = _parse_flags(source, state, char)
            if flags is None:
                return _global_flags(source, state, subpattern, verbose, nested, first, start)
            add_flags, del_flags = flags
            capture = False
        else:
            raise source.error("unknown extension ?" + char, len(char) + 1)
    group = None
    if capture:
        try:
            group = state.opengroup(name)
        except error as err:
            raise source.error(err.msg, len(name) + 1) from None
    sub_verbose = (verbose or add_flags & SRE_FLAG_VERBOSE) and not del_flags & SRE_FLAG_VERBOSE
    p = _parse_sub(source, state, sub_verbose, nested + 2)
    _expect_close(source, start)
    if group is not None:
        state.closegroup(group, p)
    subpattern.append((ATOMIC_GROUP, p) if atomic else (SUBPATTERN, (group, add_flags, del_flags, p)))
    return verbose


def _named_reference(source, state):
    name = source.getuntil(")", "group name")
    source.checkgroupname(name, 1)
    gid = state.groupdict.get(name)
    if gid is None:
        raise source.error("unknown group name %r" % name, len(name) + 1)
    if not state.checkgroup(gid):
        raise source.error("cannot refer to an open group", len(name) + 1)
    state.checklookbehindgroup(gid, source)
    return gid


def _parse_assertion(source, state, subpattern, verbose, nested, start, char):
    direction = 1
    outer = state.lookbehindgroups
    if char == "<":
        char = source.get()
        if char is None:
            raise source.error("unexpected end of pattern")
        if char not in "=!":
            raise source.error("unknown extension ?<" + char, len(char) + 2)
        direction = -1
        if outer is None:
            state.lookbehindgroups = state.groups
    p = _parse_sub(source, state, verbose, nested + 3)
    state.lookbehindgroups = outer
    _expect_close(source, start)
    if char == "=":
        subpattern.append((ASSERT, (direction, p)))
    elif p or not _empty_fails:
        subpattern.append((ASSERT_NOT, (direction, p)))
    else:
        subpattern.append((FAILURE, ()))


def _condition_group(source, state):
    name = source.getuntil(")", "group name")
    if name.isidentifier() or _ascii_names and not (name.isdecimal() and name.isascii()):
        source.checkgroupname(name, 1)
        group = state.groupdict.get(name)
        if group is None:
            raise source.error("unknown group name %r" % name, len(name) + 1)
        return group
    try:
        group = int(name)
        if group < 0:
            raise ValueError
    except ValueError:
        raise source.error("bad character in group name %r" % name, len(name) + 1) from None
    if not group:
        raise source.error("bad group number", len(name) + 1)
    if group >= MAXGROUPS:
        raise source.error("invalid group reference %d" % group, len(name) + 1)
    if _forward_groups and group not in state.grouprefpos:
        state.grouprefpos[group] = source.tell() - len(name) - 1
    return group


def _parse_condition(source, state, subpattern, verbose, nested, start):
    group = _condition_group(source, state)
    state.checklookbehindgroup(group, source)
    yes, no = _parse(source, state, verbose, nested + 3), None
    if source.match("|"):
        no = _parse(source, state, verbose, nested + 3)
        if source.next == "|":
            raise source.error("conditional backref with more than two branches")
    _expect_close(source, start)
    subpattern.append((GROUPREF_EXISTS, (group, yes, no)))


def _global_flags(source, state, subpattern, verbose, nested, first, start):
    if _flags_first:
        if not first or subpattern:
            raise source.error("global flags not at the start of the expression", source.tell() - start)
        return state.flags & SRE_FLAG_VERBOSE
    if not first or subpattern:
        text = "Flags not at the start of the expression %r%s" % (
            source.string[:20], " (truncated)" if len(source.string) > 20 else "")
        if "flag-position" not in _lacks:
            text += " but at position %d" % start
        _warn(text, DeprecationWarning, nested + 8)
    if state.flags & SRE_FLAG_VERBOSE and not verbose:
        raise Verbose
    return verbose


def _flag_expected(source, char, missing):
    if char is None:
        raise source.error(missing)
    if char not in FLAGS:
        raise source.error("unknown flag" if char.isalpha() else missing, len(char))


def _parse_flags(source, state, char):
    """i-m: and the like: (turned on, turned off), or None when they were meant for the whole."""
    add_flags = del_flags = 0
    if char != "-":
        while True:
            flag = FLAGS[char]
            if source.istext:
                if char == "L":
                    raise source.error("bad inline flags: cannot use 'L' flag with a str pattern")
            elif char == "u":
                raise source.error("bad inline flags: cannot use 'u' flag with a bytes pattern")
            add_flags |= flag
            if flag & TYPE_FLAGS and add_flags & TYPE_FLAGS != flag:
                raise source.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible")
            char = source.get()
            if char is not None and char in ")-:":
                break
            _flag_expected(source, char, "missing -, : or )")
    if char == ")":
        state.flags |= add_flags
        return None
    if add_flags & GLOBAL_FLAGS:
        raise source.error("bad inline flags: cannot turn on global flag", 1)
    if char == "-":
        char = source.get()
        _flag_expected(source, char, "missing flag")
        while True:
            flag = FLAGS[char]
            if flag & TYPE_FLAGS:
                raise source.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
            del_flags |= flag
            char = source.get()
            if char == ":":
                break
            _flag_expected(source, char, "missing :")
    if del_flags & GLOBAL_FLAGS:
        raise source.error("bad inline flags: cannot turn off global flag", 1)
    if add_flags & del_flags:
        raise source.error("bad inline flags: flag turned on and off", 1)
    return add_flags, del_flags


# ---- the whole


def fix_flags(src, flags):
    if isinstance(src, str):
        if flags & SRE_FLAG_LOCALE:
            raise ValueError("cannot use LOCALE flag with a str pattern")
        if not flags & SRE_FLAG_ASCII:
            flags |= SRE_FLAG_UNICODE
        elif flags & SRE_FLAG_UNICODE:
            raise ValueError("ASCII and UNICODE flags are incompatible")
        return flags
    if flags & SRE_FLAG_UNICODE:
        raise ValueError("cannot use UNICODE flag with a bytes pattern")
    if flags & SRE_FLAG_LOCALE and flags & SRE_FLAG_ASCII:
        raise ValueError("ASCII and LOCALE flags are incompatible")
    return flags


def parse(str, flags=0, state=None):
    """A text as a SubPattern."""
    source = Tokenizer(str)
    if state is None:
        state = State()
    state.flags = flags
    state.str = str
    try:
        p = _parse_sub(source, state, flags & SRE_FLAG_VERBOSE, 0)
    except Verbose:
        state = State()
        state.flags = flags | SRE_FLAG_VERBOSE
        state.str = str
        source.seek(0)
        p = _parse_sub(source, state, True, 0)
    p.state.flags = fix_flags(str, p.state.flags)
    if source.next is not None:
        raise source.error("unbalanced parenthesis")
    if _forward_groups:
        for group, pos in p.state.grouprefpos.items():
            if group >= p.state.groups:
                raise error("invalid group reference %d" % group, str, pos)
    if flags & SRE_FLAG_DEBUG:
        p.dump()
    return p


def _template_group(source, pattern):
    """\\g<...> of a template, behind the g: the number of the group and how long its text is."""
    if not source.match("<"):
        raise source.error("missing <")
    name = source.getuntil(">", "group name")
    if name.isidentifier() or _ascii_names and not (name.isdecimal() and name.isascii()):
        source.checkgroupname(name, 1)
        try:
            return pattern.groupindex[name], len(name) + 1
        except KeyError:
            raise IndexError("unknown group name %r" % name) from None
    try:
        index = int(name)
        if index < 0:
            raise ValueError
    except ValueError:
        raise source.error("bad character in group name %r" % name, len(name) + 1) from None
    if index >= MAXGROUPS:
        raise source.error("invalid group reference %d" % index, len(name) + 1)
    return index, len(name) + 1


def _template_parts(source, pattern):
    """Texts and numbers of groups by turns, a text first and last."""
    literal, parts = [], []

    def group(index, pos):
        if index > pattern.groups:
            raise source.error("invalid group reference %d" % index, pos)
        parts.append("".join(literal))
        parts.append(index)
        del literal[:]

    while True:
        this = source.get()
        if this is None:
            break
        if this[0] != "\\":
            literal.append(this)
            continue
        c = this[1]
        if c == "g":
            group(*_template_group(source, pattern))
        elif c == "0":
            this += source.getwhile(2, OCTDIGITS)
            literal.append(chr(int(this[1:], 8) & 0xff))
        elif c in DIGITS:
            if source.next in DIGITS:
                this += source.get()
                if c in OCTDIGITS and this[2] in OCTDIGITS and source.next in OCTDIGITS:
                    literal.append(chr(_octal(source, this + source.get())[1]))
                    continue
            group(int(this[1:]), len(this) - 1)
        elif this in ESCAPES:
            literal.append(chr(ESCAPES[this][1]))
        elif c in ASCIILETTERS:
            if _escapes_refused:
                raise source.error("bad escape %s" % this, len(this))
            import warnings
            warnings.warn("bad escape %s" % this, DeprecationWarning, stacklevel=4)
            literal.append(this)
        else:
            literal.append(this)
    parts.append("".join(literal))
    return parts


if _template_list:
    def parse_template(source, pattern):
        s = Tokenizer(source)
        parts = _template_parts(s, pattern)
        if not s.istext:
            parts[::2] = [part.encode("latin-1") for part in parts[::2]]
        return parts
else:
    def parse_template(source, state):
        s = Tokenizer(source)
        groups, literals = [], []
        for i, part in enumerate(_template_parts(s, state)):
            if i % 2:
                groups.append((len(literals), part))
                literals.append(None)
            elif part:
                literals.append(part if s.istext else part.encode("latin-1"))
        return groups, literals

    def expand_template(template, match):
        empty = match.string[:0]
        groups, literals = template
        literals = literals[:]
        try:
            for index, group in groups:
                literals[index] = match.group(group) or empty
        except IndexError:
            raise error("invalid group reference %d" % index)
        return empty.join(literals)
