# importlib - modules by their names (Lib/importlib/__init__.py); finders and loaders are not there.

import sys

__all__ = ['__import__', 'import_module', 'invalidate_caches', 'reload']

__import__ = __import__
_reloading = {}


def invalidate_caches():
    """Nothing is kept that a new file would make wrong."""


def import_module(name, package=None):
    """The module of that name; one or more leading dots count from the package."""
    level = len(name) - len(name.lstrip('.'))
    if level:
        if not package:
            words = ("the 'package' argument is required to perform a relative import for {!r}")
            raise TypeError(words.format(name))
        parts = package.rsplit('.', level - 1)
        if len(parts) < level:
            raise ImportError('attempted relative import beyond top-level package')
        name = parts[0] + '.' + name[level:] if name[level:] else parts[0]
    __import__(name)
    return sys.modules[name]


def reload(module):
    """Run the module's text once more, in the names that it has."""
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError("reload() argument must be a module") from None
    if sys.modules.get(name) is not module:
        raise ImportError("module {} not in sys.modules".format(name), name=name)
    if name in _reloading:
        return _reloading[name]
    import linecache
    _reloading[name] = module
    try:
        file = getattr(module, '__file__', None)
        if file:
            linecache.checkcache(file)
            exec(compile(''.join(linecache.getlines(file)), file, 'exec'), module.__dict__)
        return sys.modules[name]
    finally:
        del _reloading[name]
