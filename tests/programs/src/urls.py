from urllib.parse import *


def told(what):
    try:
        return what()
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)


for what in (
        lambda: urlparse('http://u:p@h:80/p;x?q=1#f'), lambda: urlparse('//h/p').netloc, lambda: urlparse('h:80'),
        lambda: urlparse('mailto:a@b'), lambda: urlsplit('http://[::1]:5/x').hostname, lambda: urlsplit('http://h:99999').port,
        lambda: urlsplit('http://h:ab').port, lambda: urlsplit('http://[x'), lambda: quote('~a b/\xe9?'), lambda: quote_plus('a b&c/'),
        lambda: unquote_plus('a+b%20'), lambda: urlencode([('a', 1), ('b', [1, 2])], doseq=True), lambda: parse_qs('a=1&a=2&b=;c=3'),
        lambda: parse_qsl('a=1&b', keep_blank_values=True), lambda: parse_qs('a', strict_parsing=True),
        lambda: urljoin('http://a/b/c/d;p?q', '../g'), lambda: urljoin('http://a/b/c/d;p?q', '//g'),
        lambda: urljoin('http://a/b/c/d;p?q', '?y'), lambda: urljoin('http://a/b/c/d;p?q', '../../../g'),
        lambda: urljoin('http://a/b/c/d;p?q', 'g/./h/../i'), lambda: urljoin('http://a/b/c/d;p?q', ';x'),
        lambda: urlunparse(('http', 'h', 'p', '', '', '')), lambda: urlsplit('HTTP://H/').geturl(),
        lambda: urldefrag('http://a/b#c'), lambda: urldefrag('http://a/b#c').geturl(), lambda: urlparse(b'http://h/p'),
        lambda: quote(3), lambda: unquote(b'a%20'), lambda: quote_from_bytes('a'), lambda: urlencode('x'), lambda: unquote('%zz%e'),
        lambda: unquote('%C3%A9%ff'), lambda: unquote_to_bytes('%41b'), lambda: urlparse('http://h/\ta b'), lambda: urljoin('', 'x'),
        lambda: urlsplit('http://u:p@h/')._replace(netloc='x').geturl(), lambda: urlsplit('http://u:p@H/').username,
        lambda: urlparse('x', 'ftp'), lambda: urljoin('a/b/c', 'd'), lambda: urljoin('http://h', 'x'),
        lambda: urlunsplit(('', '', '//x', '', '')), lambda: urljoin(b'http://h/a', b'b'), lambda: urlparse(b'http://u@h:1/').port,
        lambda: urlparse('http://h/a', b'x'), lambda: urlencode({'k': 'a b/\xe9', 'n': None}), lambda: urlencode({'k': 'a b'}, quote_via=quote),
        lambda: parse_qsl('a=1&b=2', max_num_fields=1), lambda: urlparse('http://h').encode(), lambda: urlparse('path/only?x'),
        lambda: quote('a/b', safe=''), lambda: quote(b'a b'), lambda: quote(b'a', encoding='utf-8')):
    print(told(what))
