# urllib.parse - addresses of the net as texts (Lib/urllib/parse.py). Nothing is fetched.

import re
from collections import namedtuple

__all__ = ["urlparse", "urlunparse", "urljoin", "urldefrag", "urlsplit", "urlunsplit", "urlencode", "parse_qs", "parse_qsl",
           "quote", "quote_plus", "quote_from_bytes", "unquote", "unquote_plus", "unquote_to_bytes", "DefragResult",
           "ParseResult", "SplitResult", "DefragResultBytes", "ParseResultBytes", "SplitResultBytes"]

_port_told = "port-told" not in __lacks__
_tilde_stays = "tilde-stays" not in __lacks__
_digits_after_scheme = "digits-after-scheme" not in __lacks__
_unquotes_bytes = "unquotes-bytes" not in __lacks__
_unquote_names_types = "unquote-names-types" not in __lacks__
_netloc_when_slashes = "netloc-when-slashes" not in __lacks__

uses_relative = ['', 'ftp', 'http', 'gopher', 'nntp', 'imap', 'wais', 'file', 'https', 'shttp', 'mms', 'prospero', 'rtsp',
                 'rtspu', 'sftp', 'svn', 'svn+ssh', 'ws', 'wss']
uses_netloc = ['', 'ftp', 'http', 'gopher', 'nntp', 'telnet', 'imap', 'wais', 'file', 'mms', 'https', 'shttp', 'snews',
               'prospero', 'rtsp', 'rtspu', 'rsync', 'svn', 'svn+ssh', 'sftp', 'nfs', 'git', 'git+ssh', 'ws', 'wss']
uses_params = ['', 'ftp', 'hdl', 'prospero', 'http', 'imap', 'https', 'shttp', 'rtsp', 'rtspu', 'sip', 'sips', 'mms', 'sftp',
               'tel']
scheme_chars = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.'


# ---- bytes are read as texts, and what comes of them is bytes again ----

def _same(result):
    return result


def _encoded(result):
    return result.encode('ascii', 'strict')


def _coerced(*args):
    """The arguments as texts, and what to do with the result; empty ones go with both."""
    is_text = isinstance(args[0], str)
    for arg in args[1:]:
        if arg and isinstance(arg, str) != is_text:
            raise TypeError("Cannot mix str and non-str arguments")
    if is_text:
        return args + (_same,)
    return tuple(arg.decode('ascii', 'strict') if arg else '' for arg in args) + (_encoded,)


class _ResultMixinStr:
    __slots__ = ()

    def encode(self, encoding='ascii', errors='strict'):
        return self._encoded_counterpart(*(part.encode(encoding, errors) for part in self))


class _ResultMixinBytes:
    __slots__ = ()

    def decode(self, encoding='ascii', errors='strict'):
        return self._decoded_counterpart(*(part.decode(encoding, errors) for part in self))


class _NetlocBase:
    """What the place of the net says: who, where, at which port."""

    __slots__ = ()

    def _split(self):
        """(user, password, host, port) as texts or None."""
        place = self.netloc if isinstance(self.netloc, str) else self.netloc.decode('ascii')
        who, at, where = place.rpartition('@')
        user, has_password, password = who.partition(':')
        before, bracket, rest = where.partition('[')
        if bracket:
            host, _, port = rest.partition(']')
            port = port.partition(':')[2]
        else:
            host, _, port = where.partition(':')
        return user if at else None, password if at and has_password else None, host or None, port or None

    def _as_own(self, text):
        return text if text is None or isinstance(self.netloc, str) else text.encode('ascii')

    @property
    def username(self):
        return self._as_own(self._split()[0])

    @property
    def password(self):
        return self._as_own(self._split()[1])

    @property
    def hostname(self):
        host = self._split()[2]
        if host:
            host, percent, zone = host.partition('%')
            host = host.lower() + percent + zone
        return self._as_own(host)

    @property
    def port(self):
        port = self._split()[3]
        if port is None:
            return None
        if _port_told:
            if not (port.isdigit() and port.isascii()):
                raise ValueError("Port could not be cast to integer value as %r" % port)
            port = int(port)
        else:
            port = int(port, 10)
        if not 0 <= port <= 65535:
            raise ValueError("Port out of range 0-65535")
        return port


_DefragResultBase = namedtuple('DefragResult', 'url fragment')
_SplitResultBase = namedtuple('SplitResult', 'scheme netloc path query fragment')
_ParseResultBase = namedtuple('ParseResult', 'scheme netloc path params query fragment')


class DefragResult(_DefragResultBase, _ResultMixinStr):
    __slots__ = ()

    def geturl(self):
        return self.url + '#' + self.fragment if self.fragment else self.url


class SplitResult(_SplitResultBase, _NetlocBase, _ResultMixinStr):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_ParseResultBase, _NetlocBase, _ResultMixinStr):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResultBytes(_DefragResultBase, _ResultMixinBytes):
    __slots__ = ()

    def geturl(self):
        return self.url + b'#' + self.fragment if self.fragment else self.url


class SplitResultBytes(_SplitResultBase, _NetlocBase, _ResultMixinBytes):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResultBytes(_ParseResultBase, _NetlocBase, _ResultMixinBytes):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


for _text, _bytes in ((DefragResult, DefragResultBytes), (SplitResult, SplitResultBytes), (ParseResult, ParseResultBytes)):
    _text._encoded_counterpart, _bytes._decoded_counterpart = _bytes, _text
del _text, _bytes


def clear_cache():
    """Nothing is kept."""


# ---- taking apart and putting together ----

def _result(kind, undo, *parts):
    made = kind(*parts)
    return made if undo is _same else made.encode()


def urlparse(url, scheme='', allow_fragments=True):
    """<scheme>://<netloc>/<path>;<params>?<query>#<fragment> in six parts."""
    url, scheme, undo = _coerced(url, scheme)
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ''
    if scheme in uses_params and ';' in path:
        last = path.rfind('/')
        at = path.find(';', last if last >= 0 else 0)
        if at >= 0:
            path, params = path[:at], path[at + 1:]
    return _result(ParseResult, undo, scheme, netloc, path, params, query, fragment)


def urlsplit(url, scheme='', allow_fragments=True):
    """The same in five: parameters stay with the path."""
    url, scheme, undo = _coerced(url, scheme)
    allow_fragments = bool(allow_fragments)
    for unsafe in '\t\r\n':
        url = url.replace(unsafe, '')
    netloc = query = fragment = ''
    at = url.find(':')
    if at > 0 and all(char in scheme_chars for char in url[:at]) and (not _digits_after_scheme or url[0].isalpha()):
        rest = url[at + 1:]
        if _digits_after_scheme or not rest or any(char not in '0123456789' for char in rest):
            scheme, url = url[:at].lower(), rest
    if url[:2] == '//':
        end = min([at for at in (url.find(char, 2) for char in '/?#') if at >= 0] or [len(url)])
        netloc, url = url[2:end], url[end:]
        if ('[' in netloc) != (']' in netloc):
            raise ValueError("Invalid IPv6 URL")
    if allow_fragments and '#' in url:
        url, fragment = url.split('#', 1)
    if '?' in url:
        url, query = url.split('?', 1)
    return _result(SplitResult, undo, scheme, netloc, url, query, fragment)


def urlunparse(components):
    scheme, netloc, url, params, query, fragment, undo = _coerced(*components)
    if params:
        url = "%s;%s" % (url, params)
    return undo(urlunsplit((scheme, netloc, url, query, fragment)))


def urlunsplit(components):
    scheme, netloc, url, query, fragment, undo = _coerced(*components)
    if netloc or scheme and scheme in uses_netloc and url[:2] != '//' or _netloc_when_slashes and url[:2] == '//':
        if url and url[:1] != '/':
            url = '/' + url
        url = '//' + (netloc or '') + url
    if scheme:
        url = scheme + ':' + url
    if query:
        url = url + '?' + query
    if fragment:
        url = url + '#' + fragment
    return undo(url)


def urljoin(base, url, allow_fragments=True):
    """The address that `url` means on the page `base`."""
    if not base:
        return url
    if not url:
        return base
    base, url, undo = _coerced(base, url)
    b_scheme, b_netloc, b_path, b_params, b_query, b_fragment = urlparse(base, '', allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, b_scheme, allow_fragments)
    if scheme != b_scheme or scheme not in uses_relative:
        return undo(url)
    if scheme in uses_netloc:
        if netloc:
            return undo(urlunparse((scheme, netloc, path, params, query, fragment)))
        netloc = b_netloc
    if not path and not params:
        return undo(urlunparse((scheme, netloc, b_path, b_params, query or b_query, fragment)))
    before = b_path.split('/')
    if before[-1] != '':
        del before[-1]
    if path[:1] == '/':
        segments = path.split('/')
    else:
        segments = before + path.split('/')
        segments[1:-1] = filter(None, segments[1:-1])
    resolved = []
    for segment in segments:
        if segment == '..':
            if resolved:
                resolved.pop()
        elif segment != '.':
            resolved.append(segment)
    if segments[-1] in ('.', '..'):
        resolved.append('')
    return undo(urlunparse((scheme, netloc, '/'.join(resolved) or '/', params, query, fragment)))


def urldefrag(url):
    """The address without what is behind '#', and that."""
    url, undo = _coerced(url)
    fragment = ''
    if '#' in url:
        scheme, netloc, path, params, query, fragment = urlparse(url)
        url = urlunparse((scheme, netloc, path, params, query, ''))
    return _result(DefragResult, undo, url, fragment)


# ---- signs that an address cannot have ----

_ALWAYS_SAFE = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-' + (b'~' if _tilde_stays else b''))
_HEX = {}
for _a in '0123456789ABCDEFabcdef':
    for _b in '0123456789ABCDEFabcdef':
        _HEX[(_a + _b).encode()] = bytes([int(_a + _b, 16)])
del _a, _b


def unquote_to_bytes(string):
    """'%41' becomes b'A'."""
    if not string:
        string.split
        return b''
    if isinstance(string, str):
        string = string.encode('utf-8')
    bits = string.split(b'%')
    made = [bits[0]]
    for item in bits[1:]:
        byte = _HEX.get(item[:2])
        made.append(b'%' + item if byte is None else byte + item[2:])
    return b''.join(made)


_in_ascii = re.compile('([\x00-\x7f]+)')


def unquote(string, encoding='utf-8', errors='replace'):
    """'%C3%A9' becomes 'é'."""
    if isinstance(string, bytes):
        if _unquotes_bytes:
            return unquote_to_bytes(string).decode(encoding or 'utf-8', errors or 'replace')
        if _unquote_names_types:
            raise TypeError('Expected str, got bytes')
    if '%' not in string:
        string.split
        return string
    bits = _in_ascii.split(string)
    made = [bits[0]]
    for i in range(1, len(bits), 2):
        made.append(unquote_to_bytes(bits[i]).decode(encoding or 'utf-8', errors or 'replace'))
        made.append(bits[i + 1])
    return ''.join(made)


def unquote_plus(string, encoding='utf-8', errors='replace'):
    return unquote(string.replace('+', ' '), encoding, errors)


def quote(string, safe='/', encoding=None, errors=None):
    """'a b' becomes 'a%20b'."""
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or 'utf-8', errors or 'strict')
    else:
        if encoding is not None:
            raise TypeError("quote() doesn't support 'encoding' for bytes")
        if errors is not None:
            raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe='', encoding=None, errors=None):
    """And spaces become '+'."""
    space = ' ' if isinstance(string, str) else b' '
    if space not in string:
        return quote(string, safe, encoding, errors)
    safe += ' ' if isinstance(safe, str) else b' '
    return quote(string, safe, encoding, errors).replace(' ', '+')


def quote_from_bytes(bs, safe='/'):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    if not bs:
        return ''
    if isinstance(safe, str):
        safe = safe.encode('ascii', 'ignore')
    stays = _ALWAYS_SAFE.union(safe)
    return ''.join([chr(byte) if byte in stays and byte < 128 else '%{:02X}'.format(byte) for byte in bs])


# ---- queries ----

def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    """A mapping, or pairs, as 'a=1&b=2'."""
    if hasattr(query, 'items'):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError:
            raise TypeError("not a valid non-string sequence or mapping object")

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(value if isinstance(value, str) else str(value), safe, encoding, errors)

    made = []
    for key, value in query:
        key = quoted(key)
        values = (value,)
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
            except TypeError:
                pass
            else:
                values = value
        made.extend(key + '=' + quoted(one) for one in values)
    return '&'.join(made)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None,
             separator='&'):
    """'a=1&a=2' as {'a': ['1', '2']}."""
    found = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        found.setdefault(name, []).append(value)
    return found


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None,
              separator='&'):
    """The same as a list of pairs."""
    qs, undo = _coerced(qs)
    separator = _coerced(separator)[0]
    if not separator:
        raise ValueError("Separator must be of type string or bytes.")
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError('Max number of fields exceeded')
    found = []
    for pair in qs.split(separator) if qs else ():
        if not pair and not strict_parsing:
            continue
        name, equals, value = pair.partition('=')
        if not equals:
            if strict_parsing:
                raise ValueError("bad query field: %r" % (pair,))
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            name = undo(unquote(name.replace('+', ' '), encoding, errors))
            found.append((name, undo(unquote(value.replace('+', ' '), encoding, errors))))
    return found
