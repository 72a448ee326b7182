"""What compile() of a tree looks at before it compiles it: that each node has its fields, of the right kinds (obj2ast_* of
Python/Python-ast.c), and that they fit together (Python/ast.c: PyAST_Validate)."""

import _ast
from _ast import _kinds, _name

_SIMPLE = ("identifier", "int", "string", "object", "bytes", "singleton", "constant")
_lists_filled = _ast._filled
_optional_left_out = _ast._ends
_field_in_quotes = _ast._documented


def _value(node, kind):
    """A field that is no node."""
    if kind == "identifier" and type(node) is not str:
        raise TypeError("AST identifier must be of type str")
    if kind == "string" and type(node) not in (str, bytes):
        raise TypeError("AST string must be of type str")
    if kind == "int" and not isinstance(node, int):
        raise TypeError("invalid integer value: %r" % (node,))


def _places(node, owner):
    """lineno and the like, which a whole family has."""
    for name in owner._attributes:
        if not hasattr(node, name):
            if name.startswith("end_"):
                continue
            raise TypeError('required field "%s" missing from %s' % (name, owner.__name__))
        value = getattr(node, name)
        if value is not None or not name.startswith("end_"):
            _value(value, "int")


def _node(node, kind):
    if kind in _SIMPLE:
        return _value(node, kind)
    owner = getattr(_ast, kind)
    _places(node, owner)
    own = getattr(_ast, _name(node), None)
    if not isinstance(node, owner) or own not in _kinds:
        raise TypeError("expected some sort of %s, but got %r" % (kind, node))
    _fields(node, own)


def _missing(name, field):
    raise TypeError('required field "%s" missing from %s' % (field, name))


def _fields(node, own):
    name = own.__name__
    for kind, field in _kinds[own]:
        there = hasattr(node, field)
        value = getattr(node, field, None)
        if kind.endswith("*"):
            if not there:
                if _lists_filled:
                    setattr(node, field, [])
                    continue
                _missing(name, field)
            if not isinstance(value, list):
                raise TypeError('%s field "%s" must be a list, not a %s' % (name, field, type(value).__name__))
            for one in list(value):
                if one is not None:
                    _node(one, kind[:-1])
        elif kind.endswith("?"):
            if not there and not _optional_left_out:
                _missing(name, field)
            if value is not None:
                _node(value, kind[:-1])
        elif not there:
            if _lists_filled and kind == "expr_context":
                setattr(node, field, _ast._singletons["Load"])
            else:
                _missing(name, field)
        elif value is None and kind not in ("constant", "singleton", "object"):
            if kind == "int":
                _value(value, kind)
            raise ValueError("field '%s' is required for %s" % (field, name) if _field_in_quotes
                             else "field %s is required for %s" % (field, name))
        else:
            _node(value, kind)


# ---- what fits together


def _full(nodes, what, owner):
    if not nodes:
        raise ValueError("empty %s on %s" % (what, owner))


def _not_none(nodes, what):
    if any(one is None for one in nodes):
        raise ValueError("None disallowed in %s list" % what)


def _context(node, wanted):
    if not hasattr(node, "ctx"):
        if wanted != "Load":
            raise ValueError("expression which can't be assigned to in %s context" % wanted)
    elif _name(node.ctx) != wanted:
        raise ValueError("expression must have %s context but has %s instead" % (wanted, _name(node.ctx)))


_STORED = {"Assign": ("targets",), "AugAssign": ("target",), "AnnAssign": ("target",), "For": ("target",), "AsyncFor": ("target",),
           "comprehension": ("target",), "withitem": ("optional_vars",), "NamedExpr": ("target",)}


def _fits(node):
    name = _name(node)
    fields = _kinds[getattr(_ast, name)]
    for kind, field in fields:
        value = getattr(node, field, None)
        if kind == "stmt*":
            _not_none(value, "statement")
            if field == "body" and name not in ("Module", "Interactive", "Suite"):
                _full(value, field, name)
        elif kind == "expr*" and not (name == "Dict" and field == "keys" or field == "kw_defaults"):
            _not_none(value, "expression")
    if name in ("Assign", "Delete"):
        _full(node.targets, "targets", name)
    elif name in ("With", "AsyncWith"):
        _full(node.items, "items", name)
    elif name in ("Import", "ImportFrom", "Global", "Nonlocal"):
        _full(node.names, "names", name)
    if name == "ImportFrom" and (node.level or 0) < 0:
        raise ValueError("Negative ImportFrom level")
    if name == "Raise" and node.cause is not None and node.exc is None:
        raise ValueError("Raise with cause but no exception")
    if name in ("Try", "TryStar"):
        if not node.handlers and not node.finalbody:
            raise ValueError("%s has neither except handlers nor finalbody" % name)
        if not node.handlers and node.orelse:
            raise ValueError("%s has orelse but no except handlers" % name)
    if name == "BoolOp" and len(node.values) < 2:
        raise ValueError("BoolOp with less than 2 values")
    if name == "Compare":
        if not node.comparators:
            raise ValueError("Compare with no comparators")
        if len(node.comparators) != len(node.ops):
            raise ValueError("Compare has a different number of comparators and operands")
    if name == "Dict" and len(node.keys) != len(node.values):
        raise ValueError("Dict doesn't have the same number of keys as values")
    if hasattr(node, "generators") and not node.generators:
        raise ValueError("comprehension with no generators")
    if name == "arguments":
        if len(node.defaults) > len(node.args) + len(getattr(node, "posonlyargs", ())):
            raise ValueError("more positional defaults than args on arguments")
        if len(node.kw_defaults) != len(node.kwonlyargs):
            raise ValueError("length of kwonlyargs is not the same as kw_defaults on arguments")
    stored = _STORED.get(name, ())
    for field in stored:
        value = getattr(node, field)
        for one in value if isinstance(value, list) else () if value is None else (value,):
            _context(one, "Store")
    for one in node.targets if name == "Delete" else ():
        _context(one, "Del")
    for kind, field in fields:
        value = getattr(node, field, None)
        for one in value if isinstance(value, list) else (value,):
            if isinstance(one, _ast.AST):
                if kind.rstrip("*?") == "expr" and field not in stored and name != "Delete":
                    spread = name in ("Tuple", "List", "Starred")  # its parts are what it is
                    _context(one, _name(node.ctx) if spread else "Load")
                _fits(one)


def check(tree):
    """TypeError or ValueError, when the tree is none that can be compiled."""
    _node(tree, "mod")
    _fits(tree)
