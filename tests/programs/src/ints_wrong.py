# What is given where C wants an int and cannot be one.
def t(n, f):
    try: print(n, repr(f()))
    except BaseException as e: print(n, type(e).__name__, e)
import gc, sys, os
t('expandtabs', lambda: 'a'.expandtabs('x')); t('expandtabs f', lambda: 'a'.expandtabs(1.5)); t('splitlines', lambda: 'a'.splitlines('x')); t('splitlines f', lambda: 'a'.splitlines(1.5))
t('collect', lambda: gc.collect('a')); t('collect f', lambda: gc.collect(1.5)); t('gc.get_objects', lambda: gc.set_threshold('a')); t('sd', lambda: gc.set_debug('x'))
t('getframe', lambda: sys._getframe('a')); t('getframe f', lambda: sys._getframe(1.5)); t('srl', lambda: sys.setrecursionlimit('a')); t('srl f', lambda: sys.setrecursionlimit(1.5))
t('compile', lambda: compile('1', 'f', 'eval', 'x')); t('chr', lambda: chr('a')); t('chr f', lambda: chr(1.5))
t('big', lambda: 'a'.expandtabs(2**40)); t('big2', lambda: 'a'.expandtabs(2**70)); t('big3', lambda: sys.setrecursionlimit(2**40))
t('open', lambda: open('f', 'r', 'x')); t('open f', lambda: open('f', 'r', 1.5)); t('open big', lambda: open('f', 'r', 2**40)); t('open none', lambda: open('f', 'r', None))
t('list.pop', lambda: [1].pop('a')); t('sum', lambda: range('a')); t('os.close', lambda: os.close('a')); t('os.write', lambda: os.write('a', b'')); t('closef', lambda: os.close(1.5))
