# uuid, secrets, html, colorsys, errno, stat, locale: small modules.
import colorsys
import errno
import html
import locale
import secrets
import stat
import uuid

u = uuid.UUID("12345678-1234-5678-1234-567812345678")
print(u, repr(u), u.hex, u.int, u.bytes, u.bytes_le, u.fields, u.urn, u.variant, u.version)
print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, "http://example.org"), uuid.uuid5(uuid.NAMESPACE_DNS, "x").version)
print(uuid.UUID(int=5), uuid.UUID(bytes=b"0123456789abcdef"), uuid.UUID(int=1) < uuid.UUID(int=2), len({uuid.UUID(int=1), uuid.UUID(int=1)}))
print(uuid.uuid4().version, uuid.uuid1().version, len(str(uuid.uuid4())), uuid.UUID("{urn:uuid:12345678123456781234567812345678}") == u)
for wrong in (lambda: uuid.UUID("123"), lambda: uuid.UUID(int=-1), lambda: uuid.UUID(), lambda: uuid.UUID(bytes=b"1"), lambda: setattr(u, "int", 1),
              lambda: u < 5):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
print(len(secrets.token_hex(4)), len(secrets.token_bytes(5)), secrets.randbelow(1), secrets.choice("a"), secrets.compare_digest("a", "b"),
      len(secrets.token_urlsafe(16)), 0 <= secrets.randbits(8) < 256)
print(html.escape("<a href='x'>\"&\"</a>"), html.escape("'\"", quote=False), html.unescape("&lt;&amp;&#65;&#x42;&eacute;&euro;&copy; &nbsp;."))
print(colorsys.rgb_to_hsv(0.2, 0.4, 0.4), colorsys.hsv_to_rgb(0.5, 0.5, 0.4), colorsys.rgb_to_hls(1, 0, 0), colorsys.hls_to_rgb(0.3, 0.5, 0.25),
      colorsys.rgb_to_hsv(0, 0, 0), ["%.9f" % x for x in colorsys.rgb_to_yiq(0.2, 0.5, 0.8)])
print(errno.ENOENT, errno.errorcode[13], errno.EWOULDBLOCK == errno.EAGAIN, errno.EPIPE, errno.ERANGE, errno.ETIMEDOUT, errno.ENOTSUP)
print(stat.S_ISDIR(0o040755), stat.S_ISREG(0o100644), stat.filemode(0o100644), stat.filemode(0o041777), stat.filemode(0o104755), stat.S_IMODE(0o100644))
print(locale.localeconv()["decimal_point"], locale.atof("1.5"), locale.atoi("7"), locale.format_string("%d", 1234567, grouping=True), locale.str(0.1))
try:
    locale.setlocale(locale.LC_ALL, "no_SUCH")
except locale.Error as error:
    print(error)
