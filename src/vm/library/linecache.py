"""Lines of source texts."""

import _sources

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

cache = {}


def getline(filename, lineno, module_globals=None):
    """A line with its end; an empty text when there is none."""
    lines = getlines(filename, module_globals)
    lineno = _sources.line_here(filename, lineno)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    """All lines of a text."""
    if filename in cache:
        return cache[filename][2]
    return updatecache(filename, module_globals)


def updatecache(filename, module_globals=None):
    cache.pop(filename, None)
    text = _sources.text(filename)
    if text is None:
        return []
    lines = text.splitlines(True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    cache[filename] = len(text), None, lines, filename
    return lines


def clearcache():
    cache.clear()


def checkcache(filename=None):
    """Nothing to do: a text does not change while the program runs."""


def lazycache(filename, module_globals):
    return False
