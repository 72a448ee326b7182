# Wrong arguments of sockets, of their methods, and what a closed one answers.
import socket, sys, _socket
def t(n, f):
    try: r = f(); print(n, 'ok', type(r).__name__ if not isinstance(r, (int, float, str, type(None))) else r); r.close() if hasattr(r, 'close') else None
    except BaseException as e: print(n, type(e).__name__, e)
S = socket.socket; R = _socket.socket
for C in S, R:
    for i, a in enumerate([('a',), (2, 'a'), (2, 1, 'a'), (2, 1, 0, 'a'), (2.5,), (None,), (2, None), (2,1,0,None,5), (99,), (2, 99), (2, 1, 99), (2**40,), (2, 2**40), (-5,), (2, 1, 0, -1), (2, 1, 0, 999), (2, 1, 0, -5), (b'x',), ([],)]):
        t(C.__module__ + ' ' + repr(a), lambda: C(*a))
    t('kw', lambda: C(foo=1)); t('kw2', lambda: C(2, family=2)); t('kwf', lambda: C(family='x')); t('many', lambda: C(1,2,3,4,5,6))
s = S()
t('fileno 1', lambda: s.fileno(1)); t('close 1', lambda: s.close(1)); t('settimeout', lambda: s.settimeout()); t('settimeout2', lambda: s.settimeout(1, 2)); t('setblocking', lambda: s.setblocking()); t('setblocking a', lambda: s.setblocking('a')); t('setblocking None', lambda: s.setblocking(None)); t('sb 2', lambda: s.setblocking(2.5))
t('bind', lambda: s.bind()); t('bind 1', lambda: s.bind(1)); t('bind str', lambda: s.bind('a')); t('bind (1,)', lambda: s.bind((1,))); t('bind (a,b)', lambda: s.bind(('a', 'b'))); t('bind port', lambda: s.bind(('127.0.0.1', -1))); t('bind port2', lambda: s.bind(('127.0.0.1', 70000))); t('bind 2', lambda: s.bind(1, 2))
t('connect 1', lambda: s.connect(1)); t('connect', lambda: s.connect()); t('connect port', lambda: s.connect(('127.0.0.1', 'x'))); t('connect_ex 1', lambda: s.connect_ex(1))
t('listen a', lambda: s.listen('a')); t('listen 1 2', lambda: s.listen(1, 2)); t('listen f', lambda: s.listen(1.5))
t('recv', lambda: s.recv()); t('recv a', lambda: s.recv('a')); t('recv -1', lambda: s.recv(-1)); t('recv 5', lambda: s.recv(5)); t('recv f', lambda: s.recv(1.5)); t('recv 1 a', lambda: s.recv(1, 'a'))
t('send', lambda: s.send()); t('send str', lambda: s.send('a')); t('send int', lambda: s.send(1)); t('sendall str', lambda: s.sendall('a')); t('sendall', lambda: s.sendall()); t('send b a', lambda: s.send(b'a', 'b'))
t('sendto', lambda: s.sendto()); t('sendto1', lambda: s.sendto(b'a')); t('sendto2', lambda: s.sendto(b'a', 1)); t('sendto str', lambda: s.sendto('a', ('x', 1)))
t('recvfrom', lambda: s.recvfrom()); t('recvfrom -1', lambda: s.recvfrom(-1)); t('shutdown', lambda: s.shutdown()); t('shutdown a', lambda: s.shutdown('a')); t('shutdown 1', lambda: s.shutdown(1)); t('shutdown 5', lambda: s.shutdown(5)); t('getpeername', lambda: s.getpeername()); t('getpeername 1', lambda: s.getpeername(1))
t('getsockopt', lambda: s.getsockopt()); t('setsockopt', lambda: s.setsockopt(1)); t('setsockopt a', lambda: s.setsockopt('a', 2, 3)); t('getsockopt 1 a', lambda: s.getsockopt(1, 'a'))
t('x', lambda: setattr(s, 'x', 1)); t('timeout set', lambda: setattr(s, 'timeout', 1)); t('family set', lambda: setattr(s, 'family', 1)); t('proto set', lambda: setattr(s, 'proto', 1))
s.close()
for n in 'recv 1', 'send', 'accept', 'getsockname', 'getpeername', 'listen', 'settimeout 1', 'setblocking True', 'fileno', 'close', 'detach', 'gettimeout', 'getblocking', 'shutdown 1':
    if n == 'getblocking' and sys.version_info < (3,7): continue
    m, *a = n.split(); a = [eval(x) for x in a]
    if m == 'send': a = [b'x']
    t('closed ' + n, lambda: getattr(s, m)(*a))
t('with closed', lambda: s.__enter__()); t('repr', lambda: repr(s))
t('makefile', lambda: S().makefile('q')); t('setdefaulttimeout', lambda: socket.setdefaulttimeout('a')); t('sdt', lambda: socket.setdefaulttimeout(-1)); t('sdt', lambda: socket.setdefaulttimeout(2)); t('gdt', lambda: socket.getdefaulttimeout())
s = S(); t('inherits timeout', lambda: s.gettimeout()); s.close(); socket.setdefaulttimeout(None)
with S() as s: pass
t('repr', lambda: repr(s))
t('fromfd', lambda: socket.fromfd('a', 2, 1)); t('dup closed', lambda: s.dup())
