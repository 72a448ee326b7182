"""Words of a command line, as a shell takes them apart."""

import re

__all__ = ["split", "quote", "join"]


def split(s, comments=False, posix=True):
    """The words of a line; quotes keep spaces, a backslash what follows it."""
    if s is None:
        raise ValueError("s argument must not be None")
    words, word, state, at = [], None, "", 0
    while at < len(s):
        c = s[at]
        at += 1
        if state == "'" or state == '"':
            if c == state:
                state = ""
                if not posix:
                    word += c
            elif c == "\\" and state == '"' and posix and at < len(s) and s[at] in '"\\':
                word += s[at]
                at += 1
            else:
                word += c
        elif c in " \t\r\n":
            if word is not None:
                words.append(word)
                word = None
        elif comments and c == "#":
            while at < len(s) and s[at] != "\n":
                at += 1
        elif c in "'\"":
            word = (word or "") + ("" if posix else c)
            state = c
        elif c == "\\" and posix:
            if at == len(s):
                raise ValueError("No escaped character")
            word = (word or "") + s[at]
            at += 1
        else:
            word = (word or "") + c
    if state:
        raise ValueError("No closing quotation")
    if word is not None:
        words.append(word)
    return words


_find_unsafe = re.compile(r"[^\w@%+=:,./-]", re.ASCII).search


def quote(s):
    """As one word."""
    if not s:
        return "''"
    return s if _find_unsafe(s) is None else "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    """A line of these words."""
    return " ".join(quote(arg) for arg in split_command)
