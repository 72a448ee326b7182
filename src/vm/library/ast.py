"""Syntax trees: made of source, looked at, walked through, changed, written as source."""

import re as _re
import sys as _sys
from _ast import *
import _ast as _classes

_sums = "sums" not in __lacks__
_own_constants = "own-constants" not in __lacks__
_old_slices = "old-slices" not in __lacks__
_empty_set = "empty-set" not in __lacks__
_line_told = "line-told" not in __lacks__
_indented = "indented" not in __lacks__
_defaults_left_out = "defaults-left-out" not in __lacks__
_empty_left_out = "empty-left-out" not in __lacks__
_stripped = "stripped" not in __lacks__
_warn_of_old = "old-names-warn" not in __lacks__
_ends = "ends" not in __lacks__
_feature_version = "feature-version" not in __lacks__
AST = _classes.AST

if _feature_version:
    def parse(source, filename="<unknown>", mode="exec", *, type_comments=False, feature_version=None, optimize=-1):
        """The tree of a source."""
        return compile(source, filename, mode, PyCF_ONLY_AST)
else:
    def parse(source, filename="<unknown>", mode="exec"):
        """The tree of a source."""
        return compile(source, filename, mode, PyCF_ONLY_AST)


def _malformed(node):
    line = getattr(node, "lineno", None) if _line_told else None
    raise ValueError("malformed node or string%s: %r" % (" on line %s" % line if line else "", node))


def _plain(node):
    """(is it a constant?, its value)"""
    if isinstance(node, Constant):
        return True, node.value
    if _own_constants:
        if isinstance(node, (_classes.Str, _classes.Bytes)):
            return True, node.s
        if isinstance(node, _classes.Num):
            return True, node.n
        if isinstance(node, NameConstant):
            return True, node.value
    return False, None


def literal_eval(node_or_string):
    """The value of a display of constants: a source, or its tree."""
    if isinstance(node_or_string, str):
        node_or_string = parse(node_or_string.lstrip(" \t") if _stripped else node_or_string, mode="eval")
    if isinstance(node_or_string, Expression):
        node_or_string = node_or_string.body

    def number(node):
        constant, value = _plain(node)
        if not constant or type(value) not in (int, float, complex):
            _malformed(node)
        return value

    def signed(node):
        if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
            value = number(node.operand)
            return +value if isinstance(node.op, UAdd) else -value
        return number(node)

    def convert(node):
        constant, value = _plain(node)
        if constant:
            return value
        if isinstance(node, Tuple):
            return tuple(map(convert, node.elts))
        if isinstance(node, List):
            return list(map(convert, node.elts))
        if isinstance(node, Set):
            return set(map(convert, node.elts))
        if _empty_set and isinstance(node, Call) and isinstance(node.func, Name) and node.func.id == "set" \
                and node.args == node.keywords == []:
            return set()
        if isinstance(node, Dict):
            if _empty_set and len(node.keys) != len(node.values):
                _malformed(node)
            return dict(zip(map(convert, node.keys), map(convert, node.values)))
        if isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
            if _sums:
                left, right = convert(node.left), convert(node.right)
                if isinstance(left, (int, float, complex)) and isinstance(right, (int, float, complex)):
                    return left + right if isinstance(node.op, Add) else left - right
                _malformed(node)
            left, right = signed(node.left), number(node.right)
            if isinstance(left, (int, float)) and isinstance(right, complex):
                return left + right if isinstance(node.op, Add) else left - right
        if _sums and isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
            value = convert(node.operand)
            if isinstance(value, (int, float, complex)):
                return +value if isinstance(node.op, UAdd) else -value
        return _malformed(node) if _sums else signed(node)

    return convert(node_or_string)


def _dumped(node, level, annotate, attributes, indent, show_empty):
    """(the text, is it simple enough for one line?)"""
    inner = level + 1 if indent is not None else level
    before, between = ("", ", ") if indent is None else ("\n" + indent * inner, ",\n" + indent * inner)

    def one(value):
        return _dumped(value, inner, annotate, attributes, indent, show_empty)

    if isinstance(node, AST):
        parts, held_back, simple, named = [], [], True, annotate
        kind = type(node)
        for name in node._fields:
            try:
                value = getattr(node, name)
            except AttributeError:
                named = True
                continue
            if _defaults_left_out and value is None and getattr(kind, name, ...) is None:
                named = True
                continue
            if _empty_left_out and not show_empty:
                if (value is None or value == []) and not isinstance(node, (Constant, MatchSingleton)):
                    held_back.append(repr(value))
                    continue
                if not named:
                    parts.extend(held_back)
                    held_back = []
            text, plain = one(value)
            simple = simple and plain
            parts.append(name + "=" + text if named else text)
        if attributes:
            for name in node._attributes:
                try:
                    value = getattr(node, name)
                except AttributeError:
                    continue
                if _defaults_left_out and value is None and getattr(kind, name, ...) is None:
                    continue
                text, plain = one(value)
                simple = simple and plain
                parts.append(name + "=" + text)
        name = node.__class__.__name__
        if simple and len(parts) <= 3:
            return "%s(%s)" % (name, ", ".join(parts)), not parts
        return "%s(%s%s)" % (name, before, between.join(parts)), False
    if isinstance(node, list):
        if not node:
            return "[]", True
        return "[%s%s]" % (before, between.join(one(item)[0] for item in node)), False
    return repr(node), True


def _old_dumped(node, annotate, attributes):
    """Up to 3.8: the fields first, then with annotations or behind them the places."""
    if isinstance(node, AST):
        fields = [(name, _old_dumped(value, annotate, attributes)) for name, value in iter_fields(node)]
        text = node.__class__.__name__ + "("
        text += ", ".join("%s=%s" % pair for pair in fields) if annotate else ", ".join(value for _, value in fields)
        if attributes and node._attributes:
            text += (", " if fields else " " if _sums else "") + ", ".join(
                "%s=%s" % (name, _old_dumped(getattr(node, name), annotate, attributes)) for name in node._attributes)
        return text + ")"
    if isinstance(node, list):
        return "[%s]" % ", ".join(_old_dumped(item, annotate, attributes) for item in node)
    return repr(node)


def _dump(node, annotate_fields, include_attributes, indent, show_empty):
    if not isinstance(node, AST):
        raise TypeError("expected AST, got %r" % node.__class__.__name__)
    if not _indented:
        return _old_dumped(node, annotate_fields, include_attributes)
    if indent is not None and not isinstance(indent, str):
        indent = " " * indent
    return _dumped(node, 0, annotate_fields, include_attributes, indent, show_empty)[0]


if _empty_left_out:
    def dump(node, annotate_fields=True, include_attributes=False, *, indent=None, show_empty=False):
        """The tree as text."""
        return _dump(node, annotate_fields, include_attributes, indent, show_empty)
elif _indented:
    def dump(node, annotate_fields=True, include_attributes=False, *, indent=None):
        """The tree as text."""
        return _dump(node, annotate_fields, include_attributes, indent, True)
else:
    def dump(node, annotate_fields=True, include_attributes=False):
        """The tree as text."""
        return _dump(node, annotate_fields, include_attributes, None, True)

_PLACES = ("lineno", "col_offset", "end_lineno", "end_col_offset") if _ends else ("lineno", "col_offset")


def copy_location(new_node, old_node):
    """The place of the one for the other, which is given back."""
    for name in _PLACES:
        if name in old_node._attributes and name in new_node._attributes and hasattr(old_node, name):
            value = getattr(old_node, name)
            if value is not None or name.startswith("end_"):
                setattr(new_node, name, value)
    return new_node


def fix_missing_locations(node):
    """Whatever has no place gets that of what it is in."""
    def fix(node, place):
        place = dict(place)
        for name in _PLACES:
            if name not in node._attributes:
                continue
            if name.startswith("end_"):
                missing = getattr(node, name, None) is None
            else:
                missing = not hasattr(node, name)
            if missing:
                setattr(node, name, place[name])
            else:
                place[name] = getattr(node, name)
        for child in iter_child_nodes(node):
            fix(child, place)

    fix(node, {"lineno": 1, "col_offset": 0, "end_lineno": 1, "end_col_offset": 0})
    return node


def increment_lineno(node, n=1):
    """All lines of the tree are `n` further down."""
    for child in walk(node):
        if "lineno" in child._attributes:
            child.lineno = getattr(child, "lineno", 0) + n
        if "end_lineno" in child._attributes:
            end = getattr(child, "end_lineno", 0)
            if end is not None:
                child.end_lineno = end + n
    return node


def iter_fields(node):
    """(name, value) of each field that the node has."""
    for field in node._fields:
        try:
            yield field, getattr(node, field)
        except AttributeError:
            pass


def iter_child_nodes(node):
    """Each node right below it."""
    for name, field in iter_fields(node):
        if isinstance(field, AST):
            yield field
        elif isinstance(field, list):
            for item in field:
                if isinstance(item, AST):
                    yield item


def get_docstring(node, clean=True):
    """The docstring of a function, class or module, or None."""
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError("%r can't have docstrings" % node.__class__.__name__)
    if not (node.body and isinstance(node.body[0], Expr)):
        return None
    constant, text = _plain(node.body[0].value)
    if not constant or not isinstance(text, str):
        return None
    if clean:
        import inspect
        text = inspect.cleandoc(text)
    return text


def _splitlines_no_ff(source):
    return [line for line in _re.findall(r".*?(?:\r\n|\n|\r|$)", source, _re.S)]


def _pad_whitespace(source):
    return "".join(c if c in "\f\t" else " " for c in source)


def get_source_segment(source, node, *, padded=False):
    """The part of the source that the node was made of, or None."""
    try:
        if node.end_lineno is None or node.end_col_offset is None:
            return None
        first, last, start, end = node.lineno - 1, node.end_lineno - 1, node.col_offset, node.end_col_offset
    except AttributeError:
        return None
    lines = _splitlines_no_ff(source)
    if first == last:
        return lines[first].encode()[start:end].decode()
    padding = _pad_whitespace(lines[first].encode()[:start].decode()) if padded else ""
    parts = [padding + lines[first].encode()[start:].decode()]
    parts += lines[first + 1:last]
    parts.append(lines[last].encode()[:end].decode())
    return "".join(parts)


def walk(node):
    """The node and all below it, those that are nearer first."""
    from collections import deque
    waiting = deque([node])
    while waiting:
        node = waiting.popleft()
        waiting.extend(iter_child_nodes(node))
        yield node


class NodeVisitor(object):
    """Calls visit_KIND(node) for the nodes, where there is such a method, and generic_visit(node) elsewhere."""

    def visit(self, node):
        return getattr(self, "visit_" + node.__class__.__name__, self.generic_visit)(node)

    def generic_visit(self, node):
        """Visit what is below it."""
        for field, value in iter_fields(node):
            if isinstance(value, list):
                for item in value:
                    if isinstance(item, AST):
                        self.visit(item)
            elif isinstance(value, AST):
                self.visit(value)

    if "visit-constant" not in __lacks__:
        def visit_Constant(self, node):
            """Once each kind of constant had a node of its own, and methods may still be named so."""
            value = node.value
            name = _kinds_of_old.get(type(value))
            if name is None:
                name = next((old for kind, old in _kinds_of_old.items() if isinstance(value, kind)), None)
            method = getattr(self, "visit_" + name, None) if name is not None else None
            if method is None:
                return self.generic_visit(node)
            import warnings
            warnings.warn("visit_%s is deprecated; add visit_Constant" % name,
                          DeprecationWarning if _warn_of_old else PendingDeprecationWarning, 2)
            return method(node)


class NodeTransformer(NodeVisitor):
    """A visitor whose methods give back what takes the place of the node: another, a list of statements, or None."""

    def generic_visit(self, node):
        for field, old in iter_fields(node):
            if isinstance(old, list):
                kept = []
                for item in old:
                    if isinstance(item, AST):
                        item = self.visit(item)
                        if item is None:
                            continue
                        if not isinstance(item, AST):
                            kept.extend(item)
                            continue
                    kept.append(item)
                old[:] = kept
            elif isinstance(old, AST):
                new = self.visit(old)
                if new is None:
                    delattr(node, field)
                else:
                    setattr(node, field, new)
        return node


_kinds_of_old = {bool: "NameConstant", type(None): "NameConstant", int: "Num", float: "Num", complex: "Num", str: "Str",
                 bytes: "Bytes", type(...): "Ellipsis"}

if not _own_constants:
    def _value_as(name):
        def get(self):
            return self.value

        def put(self, value):
            self.value = value
        return property(get, put, None, "Another name of value.")

    Constant.n = _value_as("n")
    Constant.s = _value_as("s")

    class _ABC(type):
        def __instancecheck__(cls, inst):
            if not isinstance(inst, Constant):
                return False
            kinds = _types_of_old.get(cls)
            if kinds is None:
                return type.__instancecheck__(cls, inst)
            try:
                value = inst.value
            except AttributeError:
                return False
            return isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool))

    def _new(cls, *args, **kwargs):
        return Constant(*args, **kwargs) if cls in _types_of_old else Constant.__new__(cls, *args, **kwargs)

    class Num(Constant, metaclass=_ABC):
        _fields = ("n",)
        __new__ = _new

    class Str(Constant, metaclass=_ABC):
        _fields = ("s",)
        __new__ = _new

    class Bytes(Constant, metaclass=_ABC):
        _fields = ("s",)
        __new__ = _new

    class NameConstant(Constant, metaclass=_ABC):
        __new__ = _new

    class Ellipsis(Constant, metaclass=_ABC):
        _fields = ()

        def __new__(cls, *args, **kwargs):
            return Constant(..., *args, **kwargs) if cls is Ellipsis else Constant.__new__(cls, *args, **kwargs)

    _types_of_old = {Num: (int, float, complex), Str: (str,), Bytes: (bytes,), NameConstant: (type(None), bool),
                     Ellipsis: (type(...),)}

if not _old_slices:
    class slice(AST):
        """Once what stood between brackets."""

    class Index(slice):
        """Once around an index; today the index itself."""

        def __new__(cls, value, **kwargs):
            return value

    class ExtSlice(slice):
        """Once around several; today a tuple."""

        def __new__(cls, dims=(), **kwargs):
            return Tuple(list(dims), Load(), **kwargs)

    class Suite(mod):
        """Once of Jython."""

    class AugLoad(expr_context):
        """Of Python 2."""

    class AugStore(expr_context):
        """Of Python 2."""

    class Param(expr_context):
        """Of Python 2."""


from _ast_source import unparse
