"""The operating system, as far as a simulated process has one."""

from posix import _exit, write

name = 'posix'
curdir = '.'
pardir = '..'
sep = '/'
altsep = None
extsep = '.'
pathsep = ':'
linesep = '\n'
defpath = '/bin:/usr/bin'
devnull = '/dev/null'

__all__ = ['_exit', 'altsep', 'curdir', 'defpath', 'devnull', 'extsep', 'linesep', 'name', 'pardir', 'pathsep', 'sep', 'write']
