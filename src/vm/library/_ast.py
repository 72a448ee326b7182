"""The classes of syntax trees (Python/Python-ast.c): compile(..., PyCF_ONLY_AST) makes nodes of them."""

# What the classes of a family have in common: name, who of them has a place in the source. Then each class with its fields, "?" what may be
# left out, "*" lists; behind "@" what a version has to know for a field or a class to be there.
_SPEC = """
mod
 Module stmt* body, type_ignore* type_ignores@comments
 Interactive stmt* body
 Expression expr body
 FunctionType@comments expr* argtypes, expr returns
 Suite@old-slices stmt* body
stmt+
 FunctionDef identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment@comments, type_param* type_params@type-params
 AsyncFunctionDef identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment@comments, type_param* type_params@type-params
 ClassDef identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params@type-params
 Return expr? value
 Delete expr* targets
 Assign expr* targets, expr value, string? type_comment@comments
 TypeAlias@type-params expr name, type_param* type_params, expr value
 AugAssign expr target, operator op, expr value
 AnnAssign expr target, expr annotation, expr? value, int simple
 For expr target, expr iter, stmt* body, stmt* orelse, string? type_comment@comments
 AsyncFor expr target, expr iter, stmt* body, stmt* orelse, string? type_comment@comments
 While expr test, stmt* body, stmt* orelse
 If expr test, stmt* body, stmt* orelse
 With withitem* items, stmt* body, string? type_comment@comments
 AsyncWith withitem* items, stmt* body, string? type_comment@comments
 Match@patterns expr subject, match_case* cases
 Raise expr? exc, expr? cause
 Try stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody
 TryStar@groups stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody
 Assert expr test, expr? msg
 Import alias* names
 ImportFrom identifier? module, alias* names, int? level
 Global identifier* names
 Nonlocal identifier* names
 Expr expr value
 Pass
 Break
 Continue
expr+
 BoolOp boolop op, expr* values
 NamedExpr@comments expr target, expr value
 BinOp expr left, operator op, expr right
 UnaryOp unaryop op, expr operand
 Lambda arguments args, expr body
 IfExp expr test, expr body, expr orelse
 Dict expr* keys, expr* values
 Set expr* elts
 ListComp expr elt, comprehension* generators
 SetComp expr elt, comprehension* generators
 DictComp expr key, expr value, comprehension* generators
 GeneratorExp expr elt, comprehension* generators
 Await expr value
 Yield expr? value
 YieldFrom expr value
 Compare expr left, cmpop* ops, expr* comparators
 Call expr func, expr* args, keyword* keywords
 Num@own-constants object n
 Str@own-constants string s
 FormattedValue expr value, int conversion, expr? format_spec
 JoinedStr expr* values
 Bytes@own-constants bytes s
 NameConstant@own-constants singleton value
 Ellipsis@own-constants
 Constant constant value, string? kind@comments
 Attribute expr value, identifier attr, expr_context ctx
 Subscript expr value, @SLICE@ slice, expr_context ctx
 Starred expr value, expr_context ctx
 Name identifier id, expr_context ctx
 List expr* elts, expr_context ctx
 Tuple expr* elts, expr_context ctx
 Slice@new-slices expr? lower, expr? upper, expr? step
slice@old-slices
 Slice@old-slices expr? lower, expr? upper, expr? step
 ExtSlice@old-slices slice* dims
 Index@old-slices expr value
expr_context
 Load
 Store
 Del
 AugLoad@old-slices
 AugStore@old-slices
 Param@old-slices
boolop
 And
 Or
operator
 Add
 Sub
 Mult
 MatMult
 Div
 Mod
 Pow
 LShift
 RShift
 BitOr
 BitXor
 BitAnd
 FloorDiv
unaryop
 Invert
 Not
 UAdd
 USub
cmpop
 Eq
 NotEq
 Lt
 LtE
 Gt
 GtE
 Is
 IsNot
 In
 NotIn
= comprehension expr target, expr iter, expr* ifs, int is_async
excepthandler+
 ExceptHandler expr? type, identifier? name, stmt* body
= arguments arg* posonlyargs@comments, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults
=+ arg identifier arg, expr? annotation, string? type_comment@comments
=keywords keyword identifier? arg, expr value
=aliases alias identifier name, identifier? asname
= withitem expr context_expr, expr? optional_vars
= match_case@patterns pattern pattern, expr? guard, stmt* body
pattern+@patterns
 MatchValue@patterns expr value
 MatchSingleton@patterns constant value
 MatchSequence@patterns pattern* patterns
 MatchMapping@patterns expr* keys, pattern* patterns, identifier? rest
 MatchClass@patterns expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns
 MatchStar@patterns identifier? name
 MatchAs@patterns pattern? pattern, identifier? name
 MatchOr@patterns pattern* patterns
type_ignore@comments
 TypeIgnore@comments int lineno, string tag
type_param+@type-params
 TypeVar@type-params identifier name, expr? bound, expr? default_value@type-defaults
 ParamSpec@type-params identifier name, expr? default_value@type-defaults
 TypeVarTuple@type-params identifier name, expr? default_value@type-defaults
"""

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_OPTIMIZED_AST = 0x8400

_documented = "documented" not in __lacks__
_module = "ast" if _documented else "_ast"
_ends = "ends" not in __lacks__
_either = "either" not in __lacks__
_twice_told = "twice-told" not in __lacks__
_filled = "filled" not in __lacks__
_matched = "patterns" not in __lacks__


class AST:
    __module__ = _module
    __doc__ = None
    _fields = _attributes = ()
    _node_of_ast = True
    if _matched:
        __match_args__ = ()

    def __init__(self, *args, **kwargs):
        fields = type(self)._fields
        if len(args) > len(fields) or _either and args and len(args) != len(fields):
            raise TypeError("%s constructor takes %s %d positional argument%s" % (
                type(self).__name__, "either 0 or" if _either else "at most", len(fields), "" if len(fields) == 1 else "s"))
        for name, value in zip(fields, args):
            setattr(self, name, value)
        for name, value in kwargs.items():
            if _twice_told and name in fields[:len(args)]:
                raise TypeError("%s got multiple values for argument %r" % (type(self).__name__, name))
            if _filled and name not in fields and name not in type(self)._attributes:
                import warnings
                warnings.warn("%s.__init__ got an unexpected keyword argument %r. Support for arbitrary keyword arguments is deprecated "
                              "and will be removed in Python 3.15." % (type(self).__name__, name), DeprecationWarning, stacklevel=2)
            setattr(self, name, value)
        if _filled:
            _fill(self, fields[len(args):], kwargs)

    def __reduce__(self):
        return type(self), (), dict(self.__dict__)


def _fill(node, names, given):
    """What was left out: lists are empty, a context is Load; for the rest a warning that it will be asked for."""
    types = {name: kind for kind, name in _kinds.get(type(node), ())}
    for name in names:
        if name in given or name not in types:
            continue
        if types[name].endswith("*"):
            setattr(node, name, [])
        elif types[name] == "expr_context":
            setattr(node, name, _singletons["Load"])
        elif not types[name].endswith("?"):
            import warnings
            warnings.warn("%s.__init__ missing 1 required positional argument: %r. This will become an error in Python 3.15."
                          % (type(node).__name__, name), DeprecationWarning, stacklevel=3)


_singletons = {}
_kinds = {}  # of each class of nodes: (kind, name) of each field


def _name(node):
    """What kind of node it is: the name of its class, or of the one that is derived from."""
    return next((kind for kind in type(node).__mro__ if kind in _kinds), type(node)).__name__



def _known(word):
    name, _, asked = word.partition("@")
    return name, not asked or asked not in __lacks__


def _fields_of(text):
    fields = []
    for part in text.split(", ") if text else ():
        kind, name = part.split()
        name, there = _known(name)
        if there:
            fields.append((kind.replace("@SLICE@", "slice" if "old-slices" not in __lacks__ else "expr"), name))
    return fields


def _class(name, base, places, fields):
    names = tuple(field for _, field in fields)
    body = {"__module__": _module, "_fields": names}
    if places is not None:
        body["_attributes"] = ("lineno", "col_offset", "end_lineno", "end_col_offset")[:places]
    if _documented:
        body["__doc__"] = name + ("(" + ", ".join(kind + " " + field for kind, field in fields) + ")" if fields else "")
        for kind, field in fields:
            if kind.endswith("?"):
                body[field] = None
        if places and _ends:
            body["end_lineno"] = body["end_col_offset"] = None
    else:
        body["__doc__"] = None
    if _matched:
        body["__match_args__"] = names
    made = type(name, (base,), body)
    if base is not AST or fields:
        _kinds[made] = fields
    globals()[name] = made
    return made


def _make_all():
    base = AST
    full = 4 if _ends else 2
    for line in _SPEC.splitlines():
        if not line:
            continue
        words, _, fields = line.strip().partition(" ")
        if line[0] == " ":
            name, there = _known(words)
            if there:
                made = _class(name, base, None, _fields_of(fields))
                if base.__name__ in ("expr_context", "boolop", "operator", "unaryop", "cmpop"):
                    _singletons[name] = made()
        elif line[0] == "=":
            asked = words[1:]
            name, _, fields = fields.partition(" ")
            name, there = _known(name)
            if there:
                _class(name, AST, full if asked == "+" or asked and asked not in __lacks__ else 0, _fields_of(fields))
        else:
            name, there = _known(words)
            if there:
                places = full if name.endswith("+") else 0
                base = _class(name.rstrip("+"), AST, places, ())


_make_all()
