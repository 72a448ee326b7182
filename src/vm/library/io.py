"""Files, and texts and bytes that are written and read like files."""

import _io
from _io import (DEFAULT_BUFFER_SIZE, BlockingIOError, UnsupportedOperation, open, FileIO, BytesIO, BufferedReader,
                 BufferedWriter, BufferedRandom, TextIOWrapper, IncrementalNewlineDecoder)

__all__ = ["BlockingIOError", "open", "IOBase", "RawIOBase", "FileIO", "BytesIO", "StringIO", "BufferedIOBase",
           "BufferedReader", "BufferedWriter", "BufferedRandom", "TextIOBase", "TextIOWrapper", "UnsupportedOperation",
           "SEEK_SET", "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE", "IncrementalNewlineDecoder"]

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2

IOBase, RawIOBase, BufferedIOBase, TextIOBase = _io._IOBase, _io._RawIOBase, _io._BufferedIOBase, _io._TextIOBase


class StringIO:
    """A text in memory, with a place where the next character is read or written."""

    __module__ = "_io"

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f"newline must be str or None, not {type(newline).__name__}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        self._newline = newline
        self._text = self._translated(initial_value or "")
        self._pos = 0
        self._open = True

    def _translated(self, text):
        if self._newline is None:
            return text.replace("\r\n", "\n").replace("\r", "\n")
        if self._newline in ("\r", "\r\n"):
            return text.replace("\n", self._newline)
        return text

    def _check(self):
        if not self._open:
            raise ValueError("I/O operation on closed file")

    def _count(self, size):
        if size is None or size < 0:
            return max(len(self._text) - self._pos, 0)
        return size

    # ---- writing and reading ----

    def write(self, s, /):
        """Write a text; how many characters it has."""
        self._check()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {type(s).__name__!r}")
        written = self._translated(s)
        if written:
            text, pos = self._text, self._pos
            if pos == len(text):
                self._text = text + written
            else:
                self._text = text.ljust(pos, "\0")[:pos] + written + text[pos + len(written):]
            self._pos = pos + len(written)
        return len(s)

    def writelines(self, lines, /):
        """Write one text after the other."""
        for line in lines:
            self.write(line)

    def read(self, size=-1, /):
        """The next `size` characters, or all that are left."""
        self._check()
        text = self._text[self._pos:self._pos + self._count(size)]
        self._pos += len(text)
        return text

    def readline(self, size=-1, /):
        """The rest of the line."""
        self._check()
        end = self._text.find("\n", self._pos)
        end = len(self._text) if end < 0 else end + 1
        if size is not None and size >= 0:
            end = min(end, self._pos + size)
        text = self._text[self._pos:end]
        self._pos += len(text)
        return text

    def readlines(self, hint=-1, /):
        """A list of the lines that are left."""
        lines, total = [], 0
        for line in self:
            lines.append(line)
            total += len(line)
            if hint is not None and 0 < hint <= total:
                break
        return lines

    def getvalue(self):
        """The whole text."""
        self._check()
        return self._text

    # ---- the place ----

    def tell(self):
        """Where the next character is."""
        self._check()
        return self._pos

    def seek(self, pos, whence=0, /):
        """Go there."""
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0:
            if pos < 0:
                raise ValueError(f"Negative seek position {pos}")
        elif pos:
            raise OSError("Can't do nonzero cur-relative seeks")
        else:
            pos = self._pos if whence == 1 else len(self._text)
        self._pos = pos
        return pos

    def truncate(self, pos=None, /):
        """Cut the text off; its length."""
        self._check()
        if pos is None:
            pos = self._pos
        if pos < 0:
            raise ValueError(f"Negative size value {pos}")
        self._text = self._text[:pos]
        return pos

    # ---- as a file ----

    def close(self):
        """Let the text go."""
        self._open = False
        self._text = ""

    @property
    def closed(self):
        """Is it closed?"""
        return not self._open

    @property
    def newlines(self):
        return None

    @property
    def line_buffering(self):
        self._check()
        return False

    def flush(self):
        """Nothing is kept back."""
        self._check()

    def isatty(self):
        self._check()
        return False

    def readable(self):
        self._check()
        return True

    def writable(self):
        self._check()
        return True

    def seekable(self):
        self._check()
        return True

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def detach(self):
        raise UnsupportedOperation("detach")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line
