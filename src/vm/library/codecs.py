"""Encodings by their names, and encoders that take a text piece by piece."""

import builtins

__all__ = ["register", "lookup", "open", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE", "BOM32_LE", "BOM64_BE", "BOM64_LE",
           "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE",
           "CodecInfo", "Codec", "IncrementalEncoder", "IncrementalDecoder", "StreamReader", "StreamWriter",
           "getencoder", "getdecoder", "getincrementalencoder", "getincrementaldecoder", "encode", "decode",
           "strict_errors", "ignore_errors", "replace_errors", "register_error", "lookup_error", "iterencode",
           "iterdecode"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = BOM_UTF16 = BOM = BOM32_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = BOM32_BE = b"\xfe\xff"
BOM_UTF32 = BOM_UTF32_LE = BOM64_LE = b"\xff\xfe\x00\x00"
BOM_UTF32_BE = BOM64_BE = b"\x00\x00\xfe\xff"


class CodecInfo(tuple):
    """What a search function returns: four functions, as a tuple, and their names."""

    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None, *, _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.streamwriter = streamwriter
        self.streamreader = streamreader
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        return "<%s.%s object for encoding %s at %#x>" % (
            self.__class__.__module__, self.__class__.__qualname__, self.name, id(self))


class Codec:
    def encode(self, input, errors="strict"):
        raise NotImplementedError

    def decode(self, input, errors="strict"):
        raise NotImplementedError


class IncrementalEncoder:
    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return 0

    def setstate(self, state):
        pass


class IncrementalDecoder:
    def __init__(self, errors="strict"):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return b"", 0

    def setstate(self, state):
        pass


class BufferedIncrementalDecoder(IncrementalDecoder):
    """Keeps the bytes of a character that has not come yet."""

    def __init__(self, errors="strict"):
        super().__init__(errors)
        self.buffer = b""

    def decode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_decode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        self.buffer = b""

    def getstate(self):
        return self.buffer, 0

    def setstate(self, state):
        self.buffer = state[0]


class StreamWriter(Codec):
    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        self.stream.write(self.encode(object, self.errors)[0])

    def writelines(self, list):
        self.write("".join(list))


class StreamReader(Codec):
    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def read(self, size=-1):
        return self.decode(self.stream.read(size), self.errors)[0]


_NAMES = {"utf8": "utf-8", "utf_8": "utf-8", "u8": "utf-8", "utf": "utf-8", "cp65001": "utf-8",
          "latin1": "iso8859-1", "latin_1": "iso8859-1", "latin": "iso8859-1", "l1": "iso8859-1",
          "iso8859_1": "iso8859-1", "iso_8859_1": "iso8859-1", "8859": "iso8859-1", "cp819": "iso8859-1",
          "ascii": "ascii", "us_ascii": "ascii", "646": "ascii"}
_searches = []
_known = {}


def _utf8_whole(data, final):
    """How many of the bytes are whole characters."""
    if final:
        return len(data)
    for back in range(1, min(4, len(data) + 1)):
        byte = data[-back]
        if byte < 0x80:
            break
        if byte >= 0xc0:
            needed = 2 if byte < 0xe0 else 3 if byte < 0xf0 else 4
            return len(data) - back if needed > back else len(data)
    return len(data)


def _builtin(name):
    def encode(input, errors="strict"):
        return input.encode(name, errors), len(input)

    def decode(input, errors="strict"):
        return bytes(input).decode(name, errors), len(input)

    class _Encoder(IncrementalEncoder):
        def encode(self, input, final=False):
            return input.encode(name, self.errors)

    class _Decoder(BufferedIncrementalDecoder):
        def _buffer_decode(self, input, errors, final):
            n = _utf8_whole(input, final) if name == "utf-8" else len(input)
            return input[:n].decode(name, errors), n

    class _Writer(StreamWriter):
        def encode(self, input, errors="strict"):
            return input.encode(name, errors), len(input)

    class _Reader(StreamReader):
        def decode(self, input, errors="strict"):
            return bytes(input).decode(name, errors), len(input)

    return CodecInfo(encode, decode, _Reader, _Writer, _Encoder, _Decoder, name)


def lookup(encoding):
    """The functions of an encoding."""
    if not isinstance(encoding, str):
        raise TypeError("lookup() argument must be str, not %s" % type(encoding).__name__)
    key = encoding.lower().replace("-", "_").replace(" ", "_")
    if key not in _known:
        for search in _searches:
            found = search(key)
            if found is not None:
                _known[key] = found
                break
        else:
            if key not in _NAMES:
                raise LookupError("unknown encoding: " + encoding)
            _known[key] = _builtin(_NAMES[key])
    return _known[key]


def register(search_function):
    """Ask the function for encodings that are not known."""
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _searches.append(search_function)


if "unregister" not in __lacks__:
    def unregister(search_function):
        if search_function in _searches:
            _searches.remove(search_function)
            _known.clear()


def encode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding).encode(obj, errors)[0]


def decode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding).decode(obj, errors)[0]


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    encoder = lookup(encoding).incrementalencoder
    if encoder is None:
        raise LookupError(encoding)
    return encoder


def getincrementaldecoder(encoding):
    decoder = lookup(encoding).incrementaldecoder
    if decoder is None:
        raise LookupError(encoding)
    return decoder


def getreader(encoding):
    return lookup(encoding).streamreader


def getwriter(encoding):
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors="strict", **kwargs):
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for input in iterator:
        output = encoder.encode(input)
        if output:
            yield output
    output = encoder.encode("", True)
    if output:
        yield output


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for input in iterator:
        output = decoder.decode(input)
        if output:
            yield output
    output = decoder.decode(b"", True)
    if output:
        yield output


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    if encoding is not None and "b" not in mode:
        return builtins.open(filename, mode, buffering, encoding, errors, newline="")
    return builtins.open(filename, mode, buffering)


def strict_errors(error):
    if isinstance(error, Exception):
        raise error
    raise TypeError("codec must pass exception instance")


def ignore_errors(error):
    return ("" if isinstance(error, UnicodeError) else ""), error.end


def replace_errors(error):
    if isinstance(error, UnicodeEncodeError):
        return "?" * (error.end - error.start), error.end
    return "\ufffd" * (1 if isinstance(error, UnicodeDecodeError) else error.end - error.start), error.end


def _escaped(error, form):
    if not isinstance(error, UnicodeEncodeError):
        raise TypeError("don't know how to handle %s in error callback" % type(error).__name__)
    return "".join(form(c) for c in error.object[error.start:error.end]), error.end


def xmlcharrefreplace_errors(error):
    return _escaped(error, lambda c: "&#%d;" % ord(c))


def backslashreplace_errors(error):
    return _escaped(error, lambda c: ascii(c)[1:-1])


_handlers = {"strict": strict_errors, "ignore": ignore_errors, "replace": replace_errors,
             "xmlcharrefreplace": xmlcharrefreplace_errors, "backslashreplace": backslashreplace_errors}


def register_error(errors, handler):
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


def lookup_error(name):
    try:
        return _handlers[name]
    except KeyError:
        raise LookupError("unknown error handler name '%s'" % name) from None
