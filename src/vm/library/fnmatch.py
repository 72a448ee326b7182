"""Names and the patterns of a shell: *, ?, [abc], [!abc]."""

import os
import posixpath
import re
import functools

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    """Does the name match, as the system compares names?"""
    return fnmatchcase(name, pat)


@functools.lru_cache(maxsize=256, typed=True)
def _compile_pattern(pat):
    if isinstance(pat, bytes):
        return re.compile(bytes(translate(str(pat, "ISO-8859-1")), "ISO-8859-1")).match
    return re.compile(translate(pat)).match


def filter(names, pat):
    """Those that match."""
    match = _compile_pattern(pat)
    return [name for name in names if match(name)]


def fnmatchcase(name, pat):
    return _compile_pattern(pat)(name) is not None


def translate(pat):
    """The pattern as a regular expression."""
    i, n, parts = 0, len(pat), []
    while i < n:
        c = pat[i]
        i += 1
        if c == "*":
            if not parts or parts[-1] != ".*":
                parts.append(".*")
        elif c == "?":
            parts.append(".")
        elif c == "[":
            j = i
            if j < n and pat[j] == "!":
                j += 1
            if j < n and pat[j] == "]":
                j += 1
            while j < n and pat[j] != "]":
                j += 1
            if j >= n:
                parts.append("\\[")
                continue
            stuff = pat[i:j].replace("\\", r"\\")
            stuff = re.sub(r"([&~|])", r"\\\1", stuff)
            i = j + 1
            if stuff[0] == "!":
                stuff = "^" + stuff[1:]
            elif stuff[0] in ("^", "["):
                stuff = "\\" + stuff
            parts.append("[%s]" % stuff)
        else:
            parts.append(re.escape(c))
    return r"(?s:%s)\Z" % "".join(parts)
