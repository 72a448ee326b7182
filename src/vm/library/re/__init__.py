"""Regular expressions: what a text looks like, and where it does."""

import enum
if "package" in __lacks__:
    import sre_compile
    import sre_parse
    _compiler, _parser = sre_compile, sre_parse
else:
    from . import _compiler, _parser
import functools
if "_compile_template" not in __lacks__:
    import _sre

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "template",
    "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE",
    "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError",
]
if "NOFLAG" in __lacks__:
    __all__.remove("RegexFlag")

__version__ = "2.2.1"

_whole_repr = "whole-repr" not in __lacks__


class RegexFlag(enum.IntFlag):
    if "NOFLAG" not in __lacks__:
        NOFLAG = 0
    ASCII = A = _compiler.SRE_FLAG_ASCII
    IGNORECASE = I = _compiler.SRE_FLAG_IGNORECASE
    LOCALE = L = _compiler.SRE_FLAG_LOCALE
    UNICODE = U = _compiler.SRE_FLAG_UNICODE
    MULTILINE = M = _compiler.SRE_FLAG_MULTILINE
    DOTALL = S = _compiler.SRE_FLAG_DOTALL
    VERBOSE = X = _compiler.SRE_FLAG_VERBOSE
    if "T" not in __lacks__:
        TEMPLATE = T = _compiler.SRE_FLAG_TEMPLATE
    DEBUG = _compiler.SRE_FLAG_DEBUG

    if _whole_repr:
        def __repr__(self):
            value = self._value_
            exact = self.__class__._value2member_map_.get(value)
            if exact is not None and exact._name_ in self.__class__.__members__:
                return "re.%s" % exact._name_
            negative = value < 0
            if negative:
                value = ~value
            members = []
            for m in self.__class__:
                if value & m._value_:
                    value &= ~m._value_
                    members.append("re.%s" % m._name_)
            if value:
                members.append(hex(value))
            text = "|".join(members)
            if negative:
                text = "~(%s)" % text if len(members) > 1 else "~" + text
            return text

        __str__ = object.__str__


globals().update(RegexFlag.__members__)

error = PatternError = _compiler.error


def match(pattern, string, flags=0):
    """Does the text begin with it? A Match, or None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Is it the whole text? A Match, or None."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """Where is it first? A Match, or None."""
    return _compile(pattern, flags).search(string)


if "_zero_sentinel" in __lacks__:
    def sub(pattern, repl, string, count=0, flags=0):
        """The text with something else wherever it matches."""
        return _compile(pattern, flags).sub(repl, string, count)

    def subn(pattern, repl, string, count=0, flags=0):
        """As sub, with the number of changes."""
        return _compile(pattern, flags).subn(repl, string, count)

    def split(pattern, string, maxsplit=0, flags=0):
        """The pieces between the matches, and their groups."""
        return _compile(pattern, flags).split(string, maxsplit)
else:
    class _ZeroSentinel(int):
        pass

    _zero_sentinel = _ZeroSentinel()

    def _positional(function, name, least, args, value, flags):
        """What came by position although it should have a name, as (value, flags)."""
        if not args:
            return value, flags
        if value is not _zero_sentinel:
            raise TypeError("%s() got multiple values for argument '%s'" % (function, name))
        value, *args = args
        if args:
            if flags is not _zero_sentinel:
                raise TypeError("%s() got multiple values for argument 'flags'" % function)
            flags, *args = args
            if args:
                raise TypeError("%s() takes from %d to %d positional arguments but %d were given"
                                % (function, least, least + 2, least + 2 + len(args)))
        import warnings
        warnings.warn("'%s' is passed as positional argument" % name, DeprecationWarning, stacklevel=3)
        return value, flags

    def sub(pattern, repl, string, *args, count=_zero_sentinel, flags=_zero_sentinel):
        """The text with something else wherever it matches."""
        count, flags = _positional("sub", "count", 3, args, count, flags)
        return _compile(pattern, flags).sub(repl, string, count)

    def subn(pattern, repl, string, *args, count=_zero_sentinel, flags=_zero_sentinel):
        """As sub, with the number of changes."""
        count, flags = _positional("subn", "count", 3, args, count, flags)
        return _compile(pattern, flags).subn(repl, string, count)

    def split(pattern, string, *args, maxsplit=_zero_sentinel, flags=_zero_sentinel):
        """The pieces between the matches, and their groups."""
        maxsplit, flags = _positional("split", "maxsplit", 2, args, maxsplit, flags)
        return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """What matches, or its groups, as a list."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """The matches one after the other."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """The pattern by itself."""
    return _compile(pattern, flags)


def purge():
    """Forget the patterns that are kept."""
    _cache.clear()
    if _two_caches:
        _cache2.clear()
        _compile_template.cache_clear()
    else:
        _compile_repl.cache_clear()


def template(pattern, flags=0):
    """Without repetitions; on its way out."""
    return _compile(pattern, flags | RegexFlag.TEMPLATE)


_special_chars_map = {i: "\\" + chr(i) for i in b"()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """The text such that it stands for itself."""
    if isinstance(pattern, str):
        return pattern.translate(_special_chars_map)
    return str(pattern, "latin1").translate(_special_chars_map).encode("latin1")


Pattern = _Pattern = type(_compiler.compile("", 0))
Match = type(_compiler.compile("", 0).match(""))

_cache = {}  # the pattern used last is at the end, where there are two
_MAXCACHE = 512
_two_caches = "_cache2" not in __lacks__
if _two_caches:
    _cache2 = {}  # in the order in which they were made
    _MAXCACHE2 = 256


def _drop_first(cache):
    try:
        del cache[next(iter(cache))]
    except (StopIteration, RuntimeError, KeyError):
        pass


def _compile(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    key = type(pattern), pattern, flags
    newest = _cache2 if _two_caches else _cache
    try:
        return newest[key]
    except KeyError:
        pass
    p = _cache.pop(key, None)
    if p is None:
        if isinstance(pattern, _Pattern):
            if flags:
                raise ValueError("cannot process flags argument with a compiled pattern")
            return pattern
        if not _compiler.isstring(pattern):
            raise TypeError("first argument must be string or compiled pattern")
        p = _compiler.compile(pattern, flags)
        if flags & RegexFlag.DEBUG.value:
            return p
        if len(_cache) >= _MAXCACHE:
            _drop_first(_cache)
    _cache[key] = p
    if _two_caches:
        if len(_cache2) >= _MAXCACHE2:
            _drop_first(_cache2)
        _cache2[key] = p
    return p


if "_compile_template" not in __lacks__:
    @functools.lru_cache(_MAXCACHE)
    def _compile_template(pattern, repl):
        return _sre.template(pattern, _parser.parse_template(repl, pattern))
else:
    @functools.lru_cache(_MAXCACHE)
    def _compile_repl(repl, pattern):
        return _parser.parse_template(repl, pattern)

    def _expand(pattern, match, template):
        return _parser.expand_template(_parser.parse_template(template, pattern), match)

    def _subx(pattern, template):
        template = _compile_repl(template, pattern)
        if not template[0] and len(template[1]) == 1:
            return template[1][0]

        def filter(match, template=template):
            return _parser.expand_template(template, match)
        return filter


import copyreg


def _pickle(p):
    return _compile, (p.pattern, p.flags)


copyreg.pickle(Pattern, _pickle, _compile)


class Scanner:
    """Words of a text one after the other, each with what is done about it."""

    def __init__(self, lexicon, flags=0):
        if isinstance(flags, RegexFlag):
            flags = flags.value
        self.lexicon = lexicon
        state = _parser.State()
        state.flags = flags
        phrases = []
        for phrase, action in lexicon:
            gid = state.opengroup()
            phrases.append(_parser.SubPattern(state, [
                (_parser.SUBPATTERN, (gid, 0, 0, _parser.parse(phrase, flags)))]))
            state.closegroup(gid, phrases[-1])
        self.scanner = _compiler.compile(_parser.SubPattern(state, [(_parser.BRANCH, (None, phrases))]))

    def scan(self, string):
        result = []
        match = self.scanner.scanner(string).match
        i = 0
        while True:
            m = match()
            if not m:
                break
            j = m.end()
            if i == j:
                break
            action = self.lexicon[m.lastindex - 1][1]
            if callable(action):
                self.match = m
                action = action(self, m.group())
            if action is not None:
                result.append(action)
            i = j
        return result, string[i:]
