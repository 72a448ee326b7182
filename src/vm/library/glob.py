"""Names of files that look like a pattern."""

import fnmatch
import os
import re

__all__ = ["escape", "glob", "iglob"]

magic_check = re.compile("([*?[])")
magic_check_bytes = re.compile(b"([*?[])")


def has_magic(s):
    """Is it a pattern?"""
    return (magic_check_bytes if isinstance(s, bytes) else magic_check).search(s) is not None


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """A list of them."""
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """One by one."""
    dirname, basename = os.path.split(pathname)
    if not has_magic(pathname):
        if os.path.exists(pathname):
            yield pathname
        return
    for name in os.listdir(dirname or root_dir or "."):
        if fnmatch.fnmatchcase(name, basename) and (include_hidden or not name.startswith(".") or basename.startswith(".")):
            yield os.path.join(dirname, name) if dirname else name


def escape(pathname):
    """A pattern that is only this name."""
    return (magic_check_bytes.sub(br"[\1]", pathname) if isinstance(pathname, bytes)
            else magic_check.sub(r"[\1]", pathname))
