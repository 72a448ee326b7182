"""What a command line means: options, arguments, help, and what is wrong with it."""

import os as _os
import re as _re
import sys as _sys

__all__ = ["ArgumentParser", "ArgumentError", "ArgumentTypeError", "BooleanOptionalAction", "FileType", "HelpFormatter",
           "ArgumentDefaultsHelpFormatter", "RawDescriptionHelpFormatter", "RawTextHelpFormatter", "MetavarTypeHelpFormatter",
           "Namespace", "Action", "ONE_OR_MORE", "OPTIONAL", "PARSER", "REMAINDER", "SUPPRESS", "ZERO_OR_MORE"]

SUPPRESS = "==SUPPRESS=="
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = "?", "*", "+", "A...", "..."
_UNRECOGNIZED_ARGS_ATTR = "_unrecognized_args"
_options_word = "options" if "options-word" not in __lacks__ else "optional arguments"
_name_first = "metavar-once" in __lacks__


class ArgumentTypeError(Exception):
    """A function that makes a value says with it what is wrong."""


class ArgumentError(Exception):
    """What is wrong with an argument."""

    def __init__(self, argument, message):
        self.argument_name = _action_name(argument)
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return "%s" % self.message
        return "argument %s: %s" % (self.argument_name, self.message)


def _action_name(action):
    if action is None:
        return None
    if action.option_strings:
        return "/".join(action.option_strings)
    if action.metavar not in (None, SUPPRESS):
        return action.metavar
    if action.dest not in (None, SUPPRESS):
        return action.dest
    if action.choices:
        return "{" + ",".join(action.choices) + "}"
    return None


class _Shown:
    def __repr__(self):
        args = [repr(arg) for arg in self._get_args()]
        star = {}
        for name, value in self._get_kwargs():
            if name.isidentifier():
                args.append("%s=%r" % (name, value))
            else:
                star[name] = value
        if star:
            args.append("**%s" % repr(star))
        return "%s(%s)" % (type(self).__name__, ", ".join(args))

    def _get_kwargs(self):
        items = list(self.__dict__.items())
        return sorted(items) if _sorted_names else items

    def _get_args(self):
        return []


_sorted_names = "in-order" in __lacks__


class Namespace(_Shown):
    """What was read, as attributes."""

    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __eq__(self, other):
        if not isinstance(other, Namespace):
            return NotImplemented
        return vars(self) == vars(other)

    def __contains__(self, key):
        return key in self.__dict__


# ---- help ----

class HelpFormatter:
    """Puts usage and help into lines."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            width = int(_os.environ.get("COLUMNS", 80)) - 2
        self._prog = prog
        self._indent_increment = indent_increment
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._width = width
        self._current_indent = 0
        self._action_max_length = 0
        self._parts = []

    # ---- what is added ----

    def add_text(self, text):
        if text is not SUPPRESS and text is not None:
            self._parts.append(lambda: self._format_text(text))

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._parts.append(lambda: self._format_usage(usage, actions, groups, prefix))

    def add_section(self, heading, description, actions):
        def shown():
            self._current_indent += self._indent_increment
            inner = ""
            if description is not SUPPRESS and description is not None:
                inner += self._format_text(description)
            inner += "".join(self._format_action(action) for action in actions if action.help is not SUPPRESS)
            self._current_indent -= self._indent_increment
            if not inner:
                return ""
            head = "%*s%s:\n" % (self._current_indent, "", heading) if heading is not SUPPRESS and heading is not None else ""
            return "\n" + head + inner + "\n"

        for action in actions:
            self.add_argument(action)
        self._parts.append(shown)

    def add_argument(self, action):
        if action.help is SUPPRESS:
            return
        lengths = [len(self._format_action_invocation(action)) + self._indent_increment]
        for sub in action._get_subactions():
            lengths.append(len(self._format_action_invocation(sub)) + 2 * self._indent_increment)
        self._action_max_length = max([self._action_max_length] + lengths)

    def format_help(self):
        help = "".join(part() for part in self._parts)
        if help:
            help = _re.sub(r"\n\n\n+", "\n\n", help).strip("\n") + "\n"
        return help

    # ---- usage ----

    def _format_usage(self, usage, actions, groups, prefix):
        prefix = "usage: " if prefix is None else prefix
        if usage is not None:
            return "%s%s\n\n" % (prefix, usage % dict(prog=self._prog))
        prog = "%(prog)s" % dict(prog=self._prog)
        optionals = [a for a in actions if a.option_strings]
        positionals = [a for a in actions if not a.option_strings]
        opt_parts, pos_parts = self._usage_parts(optionals, groups), self._usage_parts(positionals, groups)
        usage = " ".join([prog] + opt_parts + pos_parts)
        text_width = self._width - self._current_indent
        if len(prefix) + len(usage) > text_width:
            if len(prefix) + len(prog) <= 0.75 * text_width:
                indent = " " * (len(prefix) + len(prog) + 1)
                if opt_parts:
                    lines = self._lines([prog] + opt_parts, indent, text_width, prefix)
                    lines += self._lines(pos_parts, indent, text_width)
                elif pos_parts:
                    lines = self._lines([prog] + pos_parts, indent, text_width, prefix)
                else:
                    lines = [prog]
            else:
                indent = " " * len(prefix)
                lines = self._lines(opt_parts + pos_parts, indent, text_width)
                if len(lines) > 1:
                    lines = self._lines(opt_parts, indent, text_width) + self._lines(pos_parts, indent, text_width)
                lines = [prog] + lines
            usage = "\n".join(lines)
        return "%s%s\n\n" % (prefix, usage)

    @staticmethod
    def _lines(parts, indent, text_width, prefix=None):
        lines, line = [], []
        length = (len(prefix) if prefix is not None else len(indent)) - 1
        for part in parts:
            if length + 1 + len(part) > text_width and line:
                lines.append(indent + " ".join(line))
                line, length = [], len(indent) - 1
            line.append(part)
            length += len(part) + 1
        if line:
            lines.append(indent + " ".join(line))
        if prefix is not None:
            lines[0] = lines[0][len(indent):]
        return lines

    def _usage_parts(self, actions, groups):
        parts, i = [], 0
        while i < len(actions):
            action = actions[i]
            group = next((g for g in groups if g._group_actions and g._group_actions[0] is action
                          and actions[i:i + len(g._group_actions)] == g._group_actions), None)
            if group is not None:
                inner = [self._usage_part(a, True) for a in group._group_actions if a.help is not SUPPRESS]
                i += len(group._group_actions)
                if inner:
                    open_, close = ("(", ")") if group.required else ("[", "]")
                    if len(inner) == 1 and group.required:
                        open_ = close = ""
                    inner = [part + " |" for part in inner[:-1]] + [inner[-1] + close]
                    inner[0] = open_ + inner[0]
                    parts += [" ".join(inner)] if "groups-split" in _lacks else inner
                continue
            i += 1
            if action.help is not SUPPRESS:
                parts.append(self._usage_part(action, False))
        return parts

    def _usage_part(self, action, in_group):
        if not action.option_strings:
            part = self._format_args(action, self._get_default_metavar_for_positional(action))
            if in_group and part[:1] == "[" and part[-1:] == "]":
                part = part[1:-1]
            return part
        if action.nargs == 0:
            part = action.format_usage()
        else:
            part = "%s %s" % (action.option_strings[0],
                              self._format_args(action, self._get_default_metavar_for_optional(action)))
        return part if action.required or in_group else "[%s]" % part

    # ---- an argument ----

    def _format_text(self, text):
        if "%(prog)" in text:
            text = text % dict(prog=self._prog)
        width = max(self._width - self._current_indent, 11)
        return self._fill_text(text, width, " " * self._current_indent) + "\n\n"

    def _format_action(self, action):
        help_position = min(self._action_max_length + 2, self._max_help_position)
        help_width = max(self._width - help_position, 11)
        action_width = help_position - self._current_indent - 2
        header = self._format_action_invocation(action)
        if not action.help:
            parts = ["%*s%s\n" % (self._current_indent, "", header)]
            first = 0
        elif len(header) <= action_width:
            parts = ["%*s%-*s  " % (self._current_indent, "", action_width, header)]
            first = 0
        else:
            parts = ["%*s%s\n" % (self._current_indent, "", header)]
            first = help_position
        if action.help and action.help.strip():
            text = self._expand_help(action)
            lines = self._split_lines(text, help_width) if text else []
            if lines:
                parts.append("%*s%s\n" % (first, "", lines[0]))
                parts += ["%*s%s\n" % (help_position, "", line) for line in lines[1:]]
        elif not parts[-1].endswith("\n"):
            parts.append("\n")
        self._current_indent += self._indent_increment
        parts += [self._format_action(sub) for sub in action._get_subactions()]
        self._current_indent -= self._indent_increment
        return "".join(parts)

    def _format_action_invocation(self, action):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            return " ".join(self._metavar_formatter(action, default)(1))
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        args = self._format_args(action, self._get_default_metavar_for_optional(action))
        if _name_first:
            return ", ".join("%s %s" % (option, args) for option in action.option_strings)
        return ", ".join(action.option_strings) + " " + args

    def _metavar_formatter(self, action, default):
        if action.metavar is not None:
            result = action.metavar
        elif action.choices is not None:
            result = "{%s}" % ",".join(map(str, action.choices))
        else:
            result = default
        return lambda size: result if isinstance(result, tuple) else (result,) * size

    def _format_args(self, action, default):
        get = self._metavar_formatter(action, default)
        if action.nargs is None:
            return "%s" % get(1)
        if action.nargs == OPTIONAL:
            return "[%s]" % get(1)
        if action.nargs == ZERO_OR_MORE:
            metavar = get(1)
            if len(metavar) == 2:
                return "[%s [%s ...]]" % metavar
            return "[%s ...]" % metavar if "star-short" not in _lacks else "[%s [%s ...]]" % get(2)
        if action.nargs == ONE_OR_MORE:
            return "%s [%s ...]" % get(2)
        if action.nargs == REMAINDER:
            return "..."
        if action.nargs == PARSER:
            return "%s ..." % get(1)
        if action.nargs == SUPPRESS:
            return ""
        return " ".join(get(action.nargs)[:action.nargs])

    def _expand_help(self, action):
        params = dict(vars(action), prog=self._prog)
        for name in list(params):
            if params[name] is SUPPRESS:
                del params[name]
            elif hasattr(params[name], "__name__"):
                params[name] = params[name].__name__
        if params.get("choices") is not None:
            params["choices"] = ", ".join(map(str, params["choices"]))
        return self._get_help_string(action) % params

    def _split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(" ".join(text.split()), width)

    def _fill_text(self, text, width, indent):
        import textwrap
        return textwrap.fill(" ".join(text.split()), width, initial_indent=indent, subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


_lacks = __lacks__


class RawDescriptionHelpFormatter(HelpFormatter):
    """The descriptions keep their lines."""

    def _fill_text(self, text, width, indent):
        return "".join(indent + line for line in text.splitlines(keepends=True))


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """All texts keep their lines."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Says what is meant when nothing is said."""

    def _get_help_string(self, action):
        help = action.help or ""
        if "%(default)" not in help and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                help += " (default: %(default)s)"
        return help


class MetavarTypeHelpFormatter(HelpFormatter):
    """Says the type instead of the name."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    def _get_default_metavar_for_positional(self, action):
        return action.type.__name__


# ---- what is done with an argument ----

class Action(_Shown):
    """An argument, and what happens when it comes."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None,
                 metavar=None, deprecated=False):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar
        if "deprecated" not in _lacks:
            self.deprecated = deprecated

    def _get_kwargs(self):
        names = ["option_strings", "dest", "nargs", "const", "default", "type", "choices", "required", "help", "metavar", "deprecated"]
        if "required-shown" in _lacks:
            names.remove("required")
        if "deprecated" in _lacks:
            names.remove("deprecated")
        return [(name, getattr(self, name)) for name in names]

    def _get_subactions(self):
        return ()

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")


class _Store(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **given):
        if nargs == 0:
            raise ValueError("nargs for store actions must be != 0; if you have nothing to store, actions such as store "
                             "true or store const may be more appropriate")
        if const is not None and nargs != OPTIONAL:
            raise ValueError("nargs must be %r to supply const" % OPTIONAL)
        super().__init__(option_strings, dest, nargs, const, **given)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConst(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None, deprecated=False):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrue(_StoreConst):
    def __init__(self, option_strings, dest, default=False, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, True, default, required, help, deprecated=deprecated)


class _StoreFalse(_StoreConst):
    def __init__(self, option_strings, dest, default=True, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, False, default, required, help, deprecated=deprecated)


def _more(items):
    return [] if items is None else list(items)


class _Append(_Store):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _more(getattr(namespace, self.dest, None)) + [values])


class _AppendConst(_StoreConst):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _more(getattr(namespace, self.dest, None)) + [self.const])


class _Extend(_Store):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _more(getattr(namespace, self.dest, None)) + list(values))


class _Count(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, default=default, required=required, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _Help(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, default=default, help=help, deprecated=deprecated)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _Version(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, default=default, help=help or "show program's version number and exit")
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        formatter = parser._get_formatter()
        formatter.add_text(parser.version if self.version is None and hasattr(parser, "version") else self.version)
        parser._print_message(formatter.format_help(), _sys.stdout)
        parser.exit()


class BooleanOptionalAction(Action):
    """--flag and --no-flag."""

    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        options = []
        for option in option_strings:
            options.append(option)
            if option.startswith("--"):
                options.append("--no-" + option[2:])
        super().__init__(options, dest, 0, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith("--no-"))

    def format_usage(self):
        return " | ".join(self.option_strings)


class _SubParsers(Action):
    class _Choice(Action):
        def __init__(self, name, aliases, help):
            metavar = name + (" (%s)" % ", ".join(aliases) if aliases else "")
            super().__init__([], name, help=help, metavar=metavar)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog_prefix, self._parser_class = prog, parser_class
        self._name_parser_map, self._choices_actions = {}, []
        super().__init__(option_strings, dest, PARSER, choices=self._name_parser_map, required=required, help=help, metavar=metavar)

    def add_parser(self, name, *, aliases=(), **kwargs):
        """A command with a parser of its own."""
        if kwargs.get("prog") is None:
            kwargs["prog"] = "%s %s" % (self._prog_prefix, name)
        if "help" in kwargs:
            self._choices_actions.append(self._Choice(name, aliases, kwargs.pop("help")))
        parser = self._parser_class(**kwargs)
        for each in (name, *aliases):
            self._name_parser_map[each] = parser
        return parser

    def _get_subactions(self):
        return self._choices_actions

    def __call__(self, parser, namespace, values, option_string=None):
        name, rest = values[0], values[1:]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        try:
            chosen = self._name_parser_map[name]
        except KeyError:
            raise ArgumentError(self, "unknown parser %r (choices: %s)" % (name, ", ".join(self._name_parser_map)))
        found, rest = chosen.parse_known_args(rest, None)
        for key, value in vars(found).items():
            setattr(namespace, key, value)
        if rest:
            vars(namespace).setdefault(_UNRECOGNIZED_ARGS_ATTR, []).extend(rest)


class FileType:
    """Opens what the argument names."""

    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode, self._bufsize, self._encoding, self._errors = mode, bufsize, encoding, errors

    def __call__(self, string):
        if string == "-":
            return _sys.stdin if "r" in self._mode else _sys.stdout
        try:
            return open(string, self._mode, self._bufsize, self._encoding, self._errors)
        except OSError as error:
            raise ArgumentTypeError("can't open '%s': %s" % (string, error))

    def __repr__(self):
        return "FileType(%r)" % self._mode


# ---- groups of arguments ----

class _Container:
    def __init__(self, description, prefix_chars, argument_default, conflict_handler):
        self.description = description
        self.argument_default = argument_default
        self.prefix_chars = prefix_chars
        self.conflict_handler = conflict_handler
        self._registries = {"action": {None: _Store, "store": _Store, "store_const": _StoreConst, "store_true": _StoreTrue,
                                       "store_false": _StoreFalse, "append": _Append, "append_const": _AppendConst, "count": _Count,
                                       "help": _Help, "version": _Version, "parsers": _SubParsers}, "type": {None: lambda s: s}}
        if "extend" not in _lacks:
            self._registries["action"]["extend"] = _Extend
        self._actions, self._option_string_actions = [], {}
        self._action_groups, self._mutually_exclusive_groups = [], []
        self._defaults = {}

    def register(self, registry_name, value, object):
        self._registries.setdefault(registry_name, {})[value] = object

    def _registry_get(self, registry_name, value, default=None):
        try:
            return self._registries[registry_name].get(value, default)
        except TypeError:
            return default

    def set_defaults(self, **kwargs):
        """Values of attributes that no argument gives."""
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def add_argument(self, *args, **kwargs):
        """An argument: its name, or its options, and what it means."""
        chars = self.prefix_chars
        if not args or len(args) == 1 and args[0][0] not in chars:
            if args and "dest" in kwargs:
                raise ValueError("dest supplied twice for positional argument")
            kwargs = self._positional(*args, **kwargs)
        else:
            kwargs = self._optional(*args, **kwargs)
        if "default" not in kwargs:
            dest = kwargs["dest"]
            if dest in self._defaults:
                kwargs["default"] = self._defaults[dest]
            elif self.argument_default is not None:
                kwargs["default"] = self.argument_default
        named = kwargs.pop("action", None)
        cls = self._registry_get("action", named, named)
        if not callable(cls):
            raise ValueError('unknown action "%s"' % (named,))
        action = cls(**kwargs)
        if not callable(self._registry_get("type", action.type, action.type)):
            raise ValueError("%r is not callable" % (action.type,))
        return self._add_action(action)

    def _positional(self, dest, **kwargs):
        if "required" in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        nargs = kwargs.get("nargs")
        if nargs == 0:
            raise ValueError("nargs for positionals must be != 0")
        if nargs not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS):
            kwargs["required"] = True
        if nargs == ZERO_OR_MORE and "default" not in kwargs:
            kwargs["required"] = True
        return dict(kwargs, dest=dest, option_strings=[])

    def _optional(self, *args, **kwargs):
        long = []
        for option in args:
            if not option[0] in self.prefix_chars:
                raise ValueError("invalid option string %r: must start with a character %r" % (option, self.prefix_chars))
            if len(option) > 1 and option[1] in self.prefix_chars:
                long.append(option)
        dest = kwargs.pop("dest", None)
        if dest is None:
            dest = (long[0] if long else args[0]).lstrip(self.prefix_chars)
            if not dest:
                raise ValueError("dest= is required for options like %r" % (args[0],))
            dest = dest.replace("-", "_")
        return dict(kwargs, dest=dest, option_strings=list(args))

    def _add_action(self, action):
        conflicts = [(o, self._option_string_actions[o]) for o in action.option_strings if o in self._option_string_actions]
        if conflicts:
            if self.conflict_handler != "resolve":
                raise ArgumentError(action, "conflicting option string%s: %s"
                                    % ("" if len(conflicts) == 1 else "s", ", ".join(o for o, _ in conflicts)))
            for option, other in conflicts:
                other.option_strings.remove(option)
                self._option_string_actions.pop(option)
                if not other.option_strings:
                    other.container._remove_action(other)
        self._actions.append(action)
        action.container = self
        for option in action.option_strings:
            self._option_string_actions[option] = action
        return action

    def _remove_action(self, action):
        self._actions.remove(action)

    def add_argument_group(self, *args, **kwargs):
        """A part of the help."""
        group = _ArgumentGroup(self, *args, **kwargs)
        self._action_groups.append(group)
        return group

    def add_mutually_exclusive_group(self, **kwargs):
        """Of these only one may come."""
        group = _MutuallyExclusiveGroup(self, **kwargs)
        self._mutually_exclusive_groups.append(group)
        return group


class _ArgumentGroup(_Container):
    def __init__(self, container, title=None, description=None, **kwargs):
        super().__init__(description, kwargs.get("prefix_chars", container.prefix_chars), container.argument_default,
                         container.conflict_handler)
        self.title = title
        self._group_actions = []
        self._container = container
        self._registries = container._registries
        self._actions = container._actions
        self._option_string_actions = container._option_string_actions
        self._defaults = container._defaults
        self._mutually_exclusive_groups = container._mutually_exclusive_groups

    def _add_action(self, action):
        action = super()._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        super()._remove_action(action)
        self._group_actions.remove(action)


class _MutuallyExclusiveGroup(_ArgumentGroup):
    def __init__(self, container, required=False):
        super().__init__(container)
        self.required = required

    def _add_action(self, action):
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        action = self._container._add_action(action)
        self._group_actions.append(action)
        return action


# ---- the parser ----

class ArgumentParser(_Shown, _Container):
    """Reads a command line."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[], formatter_class=HelpFormatter,
                 prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error", add_help=True,
                 allow_abbrev=True, exit_on_error=True):
        _Container.__init__(self, description, prefix_chars, argument_default, conflict_handler)
        self.prog = _os.path.basename(_sys.argv[0]) if prog is None else prog
        self.usage = usage
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.add_help = add_help
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._positionals = self.add_argument_group("positional arguments")
        self._optionals = self.add_argument_group(_options_word)
        self._subparsers = None
        first = "-" if "-" in prefix_chars else prefix_chars[0]
        if add_help:
            self.add_argument(first + "h", first * 2 + "help", action="help", default=SUPPRESS, help="show this help message and exit")
        for parent in parents:
            for group in parent._action_groups:
                here = self._positionals if group is parent._positionals else self._optionals
                if group is not parent._positionals and group is not parent._optionals:
                    here = self.add_argument_group(group.title, group.description)
                for action in group._group_actions:
                    here._add_action(action)
            self._defaults.update(parent._defaults)

    def _get_kwargs(self):
        return [(name, getattr(self, name)) for name in ("prog", "usage", "description", "formatter_class", "conflict_handler", "add_help")]

    def add_subparsers(self, **kwargs):
        """Commands, each with a parser of its own."""
        if self._subparsers is not None:
            raise (ArgumentError(None, "cannot have multiple subparser arguments") if "several-raise" not in _lacks
                   else SystemExit(self.error("cannot have multiple subparser arguments")))
        kwargs.setdefault("parser_class", type(self))
        if "title" in kwargs or "description" in kwargs:
            self._subparsers = self.add_argument_group(kwargs.pop("title", "subcommands"), kwargs.pop("description", None))
        else:
            self._subparsers = self._positionals
        if kwargs.get("prog") is None:
            formatter = self._get_formatter()
            formatter.add_usage(self.usage, [a for a in self._actions if not a.option_strings], [], "")
            kwargs["prog"] = formatter.format_help().strip()
        kwargs.pop("action", None)
        action = _SubParsers(option_strings=[], **kwargs)
        self._subparsers._add_action(action)
        return action

    def _add_action(self, action):
        (self._optionals if action.option_strings else self._positionals)._add_action(action)
        return action

    # ---- reading ----

    def parse_args(self, args=None, namespace=None):
        """What the command line says; it must say nothing else."""
        args, argv = self.parse_known_args(args, namespace)
        if argv:
            message = "unrecognized arguments: %s" % " ".join(argv)
            if self.exit_on_error or "exit-asked" in _lacks:
                self.error(message)
            raise ArgumentError(None, message)
        return args

    def parse_known_args(self, args=None, namespace=None):
        """What it says, and what is not understood."""
        args = _sys.argv[1:] if args is None else list(args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and not hasattr(namespace, action.dest) and action.default is not SUPPRESS:
                setattr(namespace, action.dest, action.default)
        for dest in self._defaults:
            if not hasattr(namespace, dest):
                setattr(namespace, dest, self._defaults[dest])
        if not self.exit_on_error:
            namespace, args = self._parse(args, namespace)
        else:
            try:
                namespace, args = self._parse(args, namespace)
            except ArgumentError as err:
                self.error(str(err))
        if hasattr(namespace, _UNRECOGNIZED_ARGS_ATTR):
            args.extend(getattr(namespace, _UNRECOGNIZED_ARGS_ATTR))
            delattr(namespace, _UNRECOGNIZED_ARGS_ATTR)
        return namespace, args

    def _option(self, arg):
        """(action, option, value or None) when the word is an option, else None."""
        if not arg or arg[0] not in self.prefix_chars:
            return None
        if arg in self._option_string_actions:
            return self._option_string_actions[arg], arg, None
        if len(arg) == 1:
            return None
        option, equals, value = arg.partition("=")
        if equals and option in self._option_string_actions:
            return self._option_string_actions[option], option, value
        found = self._abbreviated(arg)
        if len(found) > 1:
            raise ArgumentError(None, "ambiguous option: %s could match %s" % (arg, ", ".join(o for _, o, _ in found)))
        if found:
            return found[0]
        if _re.match(r"^-(?:\d+|\d*\.\d+)$" if "long-numbers" in _lacks else r"^-(?:\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)$", arg):
            if not any(_re.match(r"^-\d", o) for o in self._option_string_actions):
                return None
        if " " in arg:
            return None
        return None, arg, None

    def _abbreviated(self, arg):
        chars, found = self.prefix_chars, []
        if arg[0] in chars and arg[1] in chars:
            if self.allow_abbrev:
                prefix, equals, value = arg.partition("=")
                for option, action in self._option_string_actions.items():
                    if option.startswith(prefix):
                        found.append((action, option, value if equals else None))
        elif arg[1] not in chars:
            for option, action in self._option_string_actions.items():
                if option == arg[:2]:
                    found.append((action, option, arg[2:]))
                elif self.allow_abbrev and option.startswith(arg):
                    found.append((action, option, None))
        return found

    @staticmethod
    def _pattern(action):
        nargs = action.nargs
        pattern = {None: "(-*A-*)", OPTIONAL: "(-*A?-*)", ZERO_OR_MORE: "(-*[A-]*)", ONE_OR_MORE: "(-*A[A-]*)",
                   REMAINDER: "([-AO]*)", PARSER: "(-*A[-AO]*)", SUPPRESS: "(-*-*)"}.get(nargs)
        if pattern is None:
            pattern = "(-*%s-*)" % "-*".join("A" * nargs)
        return pattern.replace("-*", "").replace("-", "") if action.option_strings else pattern

    def _count_of(self, action, pattern):
        match = _re.match(self._pattern(action), pattern)
        if match is None:
            told = {None: "expected one argument", OPTIONAL: "expected at most one argument", ONE_OR_MORE: "expected at least one argument"}
            message = told.get(action.nargs)
            if message is None:
                message = "expected %s argument%s" % (action.nargs, "" if action.nargs == 1 else "s")
            raise ArgumentError(action, message)
        return len(match.group(1))

    def _parse(self, words, namespace):
        options, pattern = {}, []
        rest = iter(range(len(words)))
        for i in rest:
            if words[i] == "--":
                pattern.append("-")
                pattern += "A" * (len(words) - i - 1)
                break
            option = self._option(words[i])
            if option:
                options[i] = option
            pattern.append("O" if option else "A")
        pattern = "".join(pattern)
        seen, seen_not_default, extras = set(), set(), []
        positionals = [a for a in self._actions if not a.option_strings]

        def take(action, given, option=None):
            seen.add(action)
            values = self._values(action, given)
            if values is not action.default:
                seen_not_default.add(action)
                for group in self._mutually_exclusive_groups:
                    if action in group._group_actions:
                        for other in group._group_actions:
                            if other is not action and other in seen_not_default:
                                raise ArgumentError(action, "not allowed with argument %s" % _action_name(other))
            if values is not SUPPRESS:
                action(self, namespace, values, option)

        def take_option(at):
            action, option, value = options[at]
            while True:
                if action is None:
                    extras.append(words[at])
                    return at + 1
                if value is not None:
                    count = self._count_of(action, "A") if action.nargs != 0 else 0
                    if count == 0 and option[1] not in self.prefix_chars and value:
                        take(action, [], option)
                        option, value = option[0] + value[0], value[1:] or None
                        if option in self._option_string_actions:
                            action = self._option_string_actions[option]
                            if value is None:
                                count = 0 if action.nargs == 0 else self._count_of(action, pattern[at + 1:])
                                take(action, words[at + 1:at + 1 + count], option)
                                return at + 1 + count
                            if value.startswith("="):
                                value = value[1:]
                            continue
                        raise ArgumentError(self._option_string_actions.get(option, None) or action,
                                            "ignored explicit argument %r" % (option[1:] + (value or "")))
                    if count == 1:
                        take(action, [value], option)
                        return at + 1
                    raise ArgumentError(action, "ignored explicit argument %r" % value)
                count = 0 if action.nargs == 0 else self._count_of(action, pattern[at + 1:])
                take(action, words[at + 1:at + 1 + count], option)
                return at + 1 + count

        def take_positionals(at):
            for n in range(len(positionals), 0, -1):
                match = _re.match("".join(self._pattern(a) for a in positionals[:n]), pattern[at:])
                if match:
                    break
            else:
                return at
            counts = [len(text) for text in match.groups()]
            for action, count in zip(list(positionals), counts):
                given = words[at:at + count]
                at += count
                if action.nargs not in (PARSER, REMAINDER) and "--" in given:
                    given.remove("--")
                positionals.remove(action)
                take(action, given)
            return at

        at, last_option = 0, max(options) if options else -1
        while at <= last_option:
            next_option = min(i for i in options if i >= at)
            if at != next_option:
                end = take_positionals(at)
                if end > at:
                    at = end
                    continue
            if at not in options:
                extras += words[at:next_option]
                at = next_option
            at = take_option(at)
        stop = take_positionals(at)
        extras += words[stop:]

        required = []
        for action in self._actions:
            if action in seen:
                continue
            if action.required:
                required.append(_action_name(action))
            elif action.default is not None and isinstance(action.default, str) and hasattr(namespace, action.dest) \
                    and action.default is getattr(namespace, action.dest):
                setattr(namespace, action.dest, self._value(action, action.default))
        if required:
            raise ArgumentError(None, "the following arguments are required: %s" % ", ".join(map(str, required)))
        for group in self._mutually_exclusive_groups:
            if group.required and not any(a in seen_not_default for a in group._group_actions):
                names = [_action_name(a) for a in group._group_actions if a.help is not SUPPRESS]
                raise ArgumentError(None, "one of the arguments %s is required" % " ".join(names))
        return namespace, extras

    def _values(self, action, given):
        nargs = action.nargs
        if nargs == OPTIONAL and not given:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str) and value is not SUPPRESS:
                value = self._value(action, value)
                self._check(action, value)
            return value
        if nargs == ZERO_OR_MORE and not given and not action.option_strings:
            return action.default if action.default is not None else given
        if nargs in (None, OPTIONAL):
            value = self._value(action, given[0])
            self._check(action, value)
            return value
        if nargs == PARSER:
            self._check(action, given[0])
            return [self._value(action, given[0])] + given[1:]
        if nargs == SUPPRESS:
            return SUPPRESS
        values = [self._value(action, word) for word in given]
        if nargs != REMAINDER:
            for value in values:
                self._check(action, value)
        return values

    def _value(self, action, word):
        make = self._registry_get("type", action.type, action.type)
        try:
            return make(word)
        except ArgumentTypeError as err:
            raise ArgumentError(action, str(err))
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, "invalid %s value: %r" % (name, word))

    def _check(self, action, value):
        if action.choices is not None and value not in action.choices:
            raise ArgumentError(action, "invalid choice: %r (choose from %s)" % (value, ", ".join(map(repr, action.choices))))

    # ---- saying ----

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        return formatter.format_help()

    def format_help(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.add_section(group.title, group.description, group._group_actions)
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), _sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), _sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            (file or _sys.stderr).write(message)

    def exit(self, status=0, message=None):
        """The program ends."""
        if message:
            self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        """It ends with what is wrong."""
        self.print_usage(_sys.stderr)
        self.exit(2, "%s: error: %s\n" % (self.prog, message))
