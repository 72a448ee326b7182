# logging.config - loggers from a description (Lib/logging/config.py); nothing listens for one.

import io
import logging
import re
import sys

DEFAULT_LOGGING_CONFIG_PORT = 9030
IDENTIFIER = re.compile('^[a-z_][a-z0-9_]*$', re.I)

_checks_file = "file-is-checked" not in __lacks__
_why_inside = "why-inside" not in __lacks__


def _unable(words, error):
    """Up to 3.6 the words tell why, too."""
    return ValueError("%s: %s" % (words, error) if _why_inside else words)


def valid_ident(s):
    if not IDENTIFIER.match(s):
        raise ValueError('Not a valid Python identifier: %r' % s)
    return True


def _resolve(name):
    """The thing of a dotted name; modules on the way are imported."""
    parts = name.split('.')
    used = parts.pop(0)
    found = __import__(used)
    for part in parts:
        used += '.' + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(used)
            found = getattr(found, part)
    return found


def _clearExistingHandlers():
    logging._handlers.clear()
    logging.shutdown(logging._handlerList[:])
    del logging._handlerList[:]


# ---- from a file ----

def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    """Loggers, handlers and formatters as a configparser file describes them."""
    import configparser
    import os
    if isinstance(fname, configparser.RawConfigParser):
        cp = fname
    else:
        cp = configparser.ConfigParser(defaults)
        if _checks_file and isinstance(fname, (str, os.PathLike)):
            if not os.path.exists(fname):
                raise FileNotFoundError("%s doesn't exist" % fname)
            if not os.path.getsize(fname):
                raise RuntimeError('%s is an empty file' % fname)
        try:
            if hasattr(fname, 'readline'):
                cp.read_file(fname)
            else:
                cp.read(fname, encoding=encoding)
        except configparser.ParsingError as e:
            if not _checks_file:
                raise
            raise RuntimeError('%s is invalid: %s' % (fname, e))
    formatters = _file_formatters(cp)
    with logging._lock:
        _clearExistingHandlers()
        handlers = _file_handlers(cp, formatters)
        _file_loggers(cp, handlers, disable_existing_loggers)


def _names(text):
    return [name.strip() for name in text.split(',')] if text else []


def _file_formatters(cp):
    formatters = {}
    for name in _names(cp['formatters']['keys']):
        section = cp['formatter_' + name]
        kind = logging.Formatter
        if section.get('class'):
            kind = _resolve(section.get('class'))
        fmt = cp.get('formatter_' + name, 'format', raw=True, fallback=None)
        datefmt = cp.get('formatter_' + name, 'datefmt', raw=True, fallback=None)
        formatters[name] = kind(fmt, datefmt, cp.get('formatter_' + name, 'style', raw=True, fallback='%'))
    return formatters


def _file_handlers(cp, formatters):
    handlers, later = {}, []
    for name in _names(cp['handlers']['keys']):
        section = cp['handler_' + name]
        try:
            kind = eval(section['class'], vars(logging))
        except (AttributeError, NameError):
            kind = _resolve(section['class'])
        args = eval(section.get('args', '()'), vars(logging))
        kwargs = eval(section.get('kwargs', '{}'), vars(logging))
        handler = kind(*args, **kwargs)
        handler.name = name
        if 'level' in section:
            handler.setLevel(section['level'])
        if section.get('formatter', ''):
            handler.setFormatter(formatters[section['formatter']])
        handlers[name] = handler
    return handlers


def _is_configured(name, existing, children):
    """Of the loggers that exist already, sorted, one is named anew; those below it are children."""
    if name not in existing:
        return
    at = existing.index(name) + 1
    while at < len(existing) and existing[at].startswith(name + '.'):
        children.append(existing[at])
        at += 1
    existing.remove(name)


def _file_loggers(cp, handlers, disable_existing):
    names = _names(cp['loggers']['keys'])
    names.remove('root')
    root = logging.root
    section = cp['logger_root']
    if 'level' in section:
        root.setLevel(section['level'])
    for handler in root.handlers[:]:
        root.removeHandler(handler)
    for name in _names(section['handlers']):
        root.addHandler(handlers[name])
    existing, children = sorted(root.manager.loggerDict.keys()), []
    for name in names:
        section = cp['logger_' + name]
        called = section['qualname']
        logger = logging.getLogger(called)
        _is_configured(called, existing, children)
        if 'level' in section:
            logger.setLevel(section['level'])
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        logger.propagate = section.getint('propagate', fallback=1)
        logger.disabled = 0
        for handler in _names(section['handlers']):
            logger.addHandler(handlers[handler])
    _handle_existing_loggers(existing, children, disable_existing)


def _handle_existing_loggers(existing, child_loggers, disable_existing):
    """Loggers that nobody has named are switched off, but not those below a named one."""
    for name in existing:
        logger = logging.root.manager.loggerDict[name]
        if name in child_loggers:
            if not isinstance(logger, logging.PlaceHolder):
                logger.setLevel(logging.NOTSET)
                logger.handlers = []
                logger.propagate = True
        else:
            logger.disabled = disable_existing


# ---- from a dict ----

class ConvertingMixin(object):
    """What stands in a description is turned into what it means when it is asked for."""

    def convert_with_key(self, key, value, replace=True):
        result = self.configurator.convert(value)
        if value is not result:
            if replace:
                self[key] = result
            if type(result) in (ConvertingDict, ConvertingList, ConvertingTuple):
                result.parent, result.key = self, key
        return result

    def convert(self, value):
        result = self.configurator.convert(value)
        if value is not result and type(result) in (ConvertingDict, ConvertingList, ConvertingTuple):
            result.parent = self
        return result


class ConvertingDict(dict, ConvertingMixin):
    def __getitem__(self, key):
        return self.convert_with_key(key, dict.__getitem__(self, key))

    def get(self, key, default=None):
        return self.convert_with_key(key, dict.get(self, key, default))

    def pop(self, key, default=None):
        return self.convert_with_key(key, dict.pop(self, key, default), replace=False)


class ConvertingList(list, ConvertingMixin):
    def __getitem__(self, key):
        return self.convert_with_key(key, list.__getitem__(self, key))

    def pop(self, idx=-1):
        return self.convert(list.pop(self, idx))


class ConvertingTuple(tuple, ConvertingMixin):
    def __getitem__(self, key):
        return self.convert_with_key(key, tuple.__getitem__(self, key), replace=False)


class BaseConfigurator(object):
    """ext://name is a thing of a module, cfg://a.b[0] a place of the description itself."""

    CONVERT_PATTERN = re.compile(r'^(?P<prefix>[a-z]+)://(?P<suffix>.*)$')
    WORD_PATTERN = re.compile(r'^\s*(\w+)\s*')
    DOT_PATTERN = re.compile(r'^\.\s*(\w+)\s*')
    INDEX_PATTERN = re.compile(r'^\[([^\[\]]*)\]\s*')
    DIGIT_PATTERN = re.compile(r'^\d+$')
    value_converters = {'ext': 'ext_convert', 'cfg': 'cfg_convert'}
    importer = staticmethod(__import__)

    def __init__(self, config):
        self.config = ConvertingDict(config)
        self.config.configurator = self

    def resolve(self, s):
        try:
            return _resolve(s)
        except ImportError as e:
            raise ValueError('Cannot resolve %r: %s' % (s, e)) from e

    def ext_convert(self, value):
        return self.resolve(value)

    def cfg_convert(self, value):
        found = self.WORD_PATTERN.match(value)
        if found is None:
            raise ValueError("Unable to convert %r" % value)
        rest = value[found.end():]
        d = self.config[found.groups()[0]]
        while rest:
            found = self.DOT_PATTERN.match(rest)
            if found:
                d = d[found.groups()[0]]
            else:
                found = self.INDEX_PATTERN.match(rest)
                if not found:
                    raise ValueError('Unable to convert %r at %r' % (value, rest))
                key = found.groups()[0]
                try:
                    d = d[int(key) if self.DIGIT_PATTERN.match(key) else key]
                except TypeError:
                    d = d[key]
            rest = rest[found.end():]
        return d

    def convert(self, value):
        if not isinstance(value, ConvertingDict) and isinstance(value, dict):
            value = ConvertingDict(value)
            value.configurator = self
        elif not isinstance(value, ConvertingList) and isinstance(value, list):
            value = ConvertingList(value)
            value.configurator = self
        elif not isinstance(value, ConvertingTuple) and isinstance(value, tuple) and not hasattr(value, '_fields'):
            value = ConvertingTuple(value)
            value.configurator = self
        elif isinstance(value, str):
            found = self.CONVERT_PATTERN.match(value)
            if found:
                converter = self.value_converters.get(found.group('prefix'))
                if converter:
                    value = getattr(self, converter)(found.group('suffix'))
        return value

    def configure_custom(self, config):
        """What a factory under '()' makes."""
        factory = config.pop('()')
        if not callable(factory):
            factory = self.resolve(factory)
        props = config.pop('.', None)
        result = factory(**{key: config[key] for key in config if valid_ident(key)})
        if props:
            for name, value in props.items():
                setattr(result, name, value)
        return result

    def as_tuple(self, value):
        return tuple(value) if isinstance(value, list) else value


class DictConfigurator(BaseConfigurator):
    def configure(self):
        config = self.config
        if 'version' not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config['version'] != 1:
            raise ValueError("Unsupported version: %s" % config['version'])
        with logging._lock:
            if config.pop('incremental', False):
                self._configure_levels(config)
            else:
                self._configure_all(config)

    def _configure_levels(self, config):
        handlers = config.get('handlers', {})
        for name in handlers:
            if name not in logging._handlers:
                raise ValueError('No handler found with name %r' % name)
            try:
                level = handlers[name].get('level', None)
                if level:
                    logging._handlers[name].setLevel(logging._checkLevel(level))
            except Exception as e:
                raise _unable('Unable to configure handler %r' % name, e) from e
        loggers = config.get('loggers', {})
        for name in loggers:
            try:
                self.configure_logger(name, loggers[name], True)
            except Exception as e:
                raise _unable('Unable to configure logger %r' % name, e) from e
        root = config.get('root', None)
        if root:
            try:
                self.configure_root(root, True)
            except Exception as e:
                raise _unable('Unable to configure root logger', e) from e

    def _configure_all(self, config):
        disable_existing = config.pop('disable_existing_loggers', True)
        _clearExistingHandlers()
        for kind, configure in (('formatter', self.configure_formatter), ('filter', self.configure_filter)):
            described = config.get(kind + 's', {})
            for name in described:
                try:
                    described[name] = configure(described[name])
                except Exception as e:
                    raise _unable('Unable to configure %s %r' % (kind, name), e) from e
        handlers = config.get('handlers', {})
        waiting = []
        for name in sorted(handlers):
            try:
                handler = self.configure_handler(handlers[name])
                handler.name = name
                handlers[name] = handler
            except Exception as e:
                if 'target not configured yet' in str(e.__cause__):
                    waiting.append(name)
                else:
                    raise _unable('Unable to configure handler %r' % name, e) from e
        for name in waiting:
            try:
                handler = self.configure_handler(handlers[name])
                handler.name = name
                handlers[name] = handler
            except Exception as e:
                raise _unable('Unable to configure handler %r' % name, e) from e
        existing, children = sorted(logging.root.manager.loggerDict.keys()), []
        loggers = config.get('loggers', {})
        for name in loggers:
            _is_configured(name, existing, children)
            try:
                self.configure_logger(name, loggers[name])
            except Exception as e:
                raise _unable('Unable to configure logger %r' % name, e) from e
        _handle_existing_loggers(existing, children, disable_existing)
        root = config.get('root', None)
        if root:
            try:
                self.configure_root(root)
            except Exception as e:
                raise _unable('Unable to configure root logger', e) from e

    def configure_formatter(self, config):
        if '()' in config:
            factory = config['()']
            try:
                return self.configure_custom(config)
            except TypeError as te:
                if "'format'" not in str(te):
                    raise
                config['fmt'] = config.pop('format')
                config['()'] = factory
                return self.configure_custom(config)
        named = {}
        if config.get('defaults', None) is not None:
            named['defaults'] = config['defaults']
        kind = config.get('class', None)
        made = logging.Formatter if not kind else _resolve(kind)
        if 'validate' in config:
            named['validate'] = config['validate']
        return made(config.get('format', None), config.get('datefmt', None), config.get('style', '%'), **named)

    def configure_filter(self, config):
        return self.configure_custom(config) if '()' in config else logging.Filter(config.get('name', ''))

    def add_filters(self, filterer, filters):
        for one in filters:
            try:
                filterer.addFilter(one if callable(one) or hasattr(one, 'filter') else self.config['filters'][one])
            except Exception as e:
                raise _unable('Unable to add filter %r' % one, e) from e

    def configure_handler(self, config):
        before = dict(config)
        formatter = config.get('formatter', None)
        if formatter:
            try:
                formatter = self.config['formatters'][formatter]
            except Exception as e:
                raise _unable('Unable to set formatter %r' % formatter, e) from e
        level, filters = config.pop('level', None), config.pop('filters', None)
        if '()' in config:
            factory = config.pop('()')
            if not callable(factory):
                factory = self.resolve(factory)
        else:
            factory = self.resolve(config.pop('class'))
        config.pop('formatter', None)
        props = config.pop('.', None)
        given = {key: config[key] for key in config if valid_ident(key)}
        try:
            result = factory(**given)
        except TypeError as te:
            if "'stream'" not in str(te):
                config.update(before)
                raise
            given['strm'] = given.pop('stream')
            result = factory(**given)
        if formatter:
            result.setFormatter(formatter)
        if level is not None:
            result.setLevel(logging._checkLevel(level))
        if filters:
            self.add_filters(result, filters)
        if props:
            for name, value in props.items():
                setattr(result, name, value)
        return result

    def add_handlers(self, logger, handlers):
        for name in handlers:
            try:
                logger.addHandler(self.config['handlers'][name])
            except Exception as e:
                raise _unable('Unable to add handler %r' % name, e) from e

    def common_logger_config(self, logger, config, incremental=False):
        level = config.get('level', None)
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        if not incremental:
            for handler in logger.handlers[:]:
                logger.removeHandler(handler)
            handlers = config.get('handlers', None)
            if handlers:
                self.add_handlers(logger, handlers)
            filters = config.get('filters', None)
            if filters:
                self.add_filters(logger, filters)

    def configure_logger(self, name, config, incremental=False):
        logger = logging.getLogger(name)
        self.common_logger_config(logger, config, incremental)
        logger.disabled = False
        propagate = config.get('propagate', None)
        if propagate is not None:
            logger.propagate = propagate

    def configure_root(self, config, incremental=False):
        self.common_logger_config(logging.getLogger(), config, incremental)


dictConfigClass = DictConfigurator


def dictConfig(config):
    """Loggers, handlers, filters and formatters as a dict describes them."""
    dictConfigClass(config).configure()
