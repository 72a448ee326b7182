"""Syntax trees as source: ast.unparse, and what compile() of a tree reads."""

from _ast import _name

# How strongly things bind, the weakest first.
(_NAMED, _TUPLE, _YIELD, _TEST, _OR, _AND, _NOT, _CMP, _BOR, _BXOR, _BAND, _SHIFT, _ARITH, _TERM, _FACTOR, _POWER, _AWAIT,
 _ATOM) = range(18)
_BINARY = {"Add": ("+", _ARITH), "Sub": ("-", _ARITH), "Mult": ("*", _TERM), "MatMult": ("@", _TERM), "Div": ("/", _TERM),
           "Mod": ("%", _TERM), "FloorDiv": ("//", _TERM), "LShift": ("<<", _SHIFT), "RShift": (">>", _SHIFT), "BitOr": ("|", _BOR),
           "BitXor": ("^", _BXOR), "BitAnd": ("&", _BAND), "Pow": ("**", _POWER)}
_UNARY = {"Invert": ("~", _FACTOR), "Not": ("not", _NOT), "UAdd": ("+", _FACTOR), "USub": ("-", _FACTOR)}
_COMPARED = {"Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is", "IsNot": "is not", "In": "in",
             "NotIn": "not in"}
_INFINITY = "1e309"


class _Writer:
    """Lines of source; `placed`: each statement on its own line of the tree, where that is not yet written."""

    def __init__(self, placed=False):
        self.lines, self.depth, self.placed = [], 0, placed

    # ---- statements

    def line(self, text, node=None):
        if self.placed and node is not None:
            wanted = getattr(node, "lineno", 0)
            while len(self.lines) + 1 < wanted:
                self.lines.append("")
        self.lines.append("    " * self.depth + text)

    def gap(self):
        if not self.placed and self.lines:
            self.lines.append("")

    def body(self, statements):
        self.depth += 1
        for statement in statements:
            self.statement(statement)
        if not statements:
            self.line("pass")
        self.depth -= 1

    def statement(self, node):
        getattr(self, "put_" + _name(node))(node)

    def documented(self, node):
        """The body of what may have a docstring."""
        body = node.body
        if body and _name(body[0]) == "Expr" and _is_text(body[0].value):
            self.depth += 1
            self.docstring(body[0])
            self.depth -= 1
            body = body[1:]
            if not body:
                return
        self.body(body)

    def docstring(self, node):
        text = _text_of(node.value)
        if self.placed:
            self.line(repr(text), node)
        else:
            self.lines.append("    " * self.depth + _quoted(text, ('"""', "'''"), True))

    def put_Module(self, node):
        body = node.body
        if body and _name(body[0]) == "Expr" and _is_text(body[0].value):
            self.docstring(body[0])
            body = body[1:]
        for statement in body:
            self.statement(statement)

    put_Interactive = put_Module

    def put_Expression(self, node):
        self.line(self.expr(node.body), node.body)

    def put_FunctionType(self, node):
        self.line("(%s) -> %s" % (", ".join(map(self.expr, node.argtypes)), self.expr(node.returns)))

    def put_Expr(self, node):
        self.line(self.expr(node.value, _YIELD), node)

    def put_Pass(self, node):
        self.line("pass", node)

    def put_Break(self, node):
        self.line("break", node)

    def put_Continue(self, node):
        self.line("continue", node)

    def put_Return(self, node):
        self.line("return" + (" " + self.expr(node.value) if node.value else ""), node)

    def put_Delete(self, node):
        self.line("del " + ", ".join(map(self.expr, node.targets)), node)

    def put_Assign(self, node):
        comment = getattr(node, "type_comment", None)
        self.line("".join(self.expr(target, _TUPLE) + " = " for target in node.targets) + self.expr(node.value, _YIELD)
                  + (" # type: " + comment if comment else ""), node)

    def put_AugAssign(self, node):
        self.line("%s %s= %s" % (self.expr(node.target), _BINARY[_name(node.op)][0], self.expr(node.value)), node)

    def put_AnnAssign(self, node):
        bare = not node.simple and _name(node.target) == "Name"
        target = self.expr(node.target)
        self.line((("(%s)" if bare else "%s") % target) + ": " + self.expr(node.annotation)
                  + (" = " + self.expr(node.value) if node.value else ""), node)

    def put_TypeAlias(self, node):
        self.line("type %s%s = %s" % (self.expr(node.name), self.type_params(node), self.expr(node.value)), node)

    def put_Raise(self, node):
        text = "raise"
        if node.exc:
            text += " " + self.expr(node.exc)
            if node.cause:
                text += " from " + self.expr(node.cause)
        elif node.cause:
            raise ValueError("Node can't be used without a value attribute.")
        self.line(text, node)

    def put_Assert(self, node):
        self.line("assert " + self.expr(node.test) + (", " + self.expr(node.msg) if node.msg else ""), node)

    def put_Global(self, node):
        self.line("global " + ", ".join(node.names), node)

    def put_Nonlocal(self, node):
        self.line("nonlocal " + ", ".join(node.names), node)

    def put_Import(self, node):
        self.line("import " + ", ".join(map(self.alias, node.names)), node)

    def put_ImportFrom(self, node):
        self.line("from %s%s import %s" % ("." * (node.level or 0), node.module or "", ", ".join(map(self.alias, node.names))), node)

    def alias(self, node):
        return node.name + (" as " + node.asname if node.asname else "")

    def put_If(self, node):
        word = "if"
        while True:
            self.line("%s %s:" % (word, self.expr(node.test)), node)
            self.body(node.body)
            if len(node.orelse) != 1 or _name(node.orelse[0]) != "If":
                break
            word, node = "elif", node.orelse[0]
        self.orelse(node.orelse)

    def orelse(self, body, word="else"):
        if body:
            self.line(word + ":")
            self.body(body)

    def put_While(self, node):
        self.line("while %s:" % self.expr(node.test), node)
        self.body(node.body)
        self.orelse(node.orelse)

    def put_For(self, node, word="for"):
        self.line("%s %s in %s:" % (word, self.expr(node.target, _TUPLE), self.expr(node.iter)), node)
        self.body(node.body)
        self.orelse(node.orelse)

    def put_AsyncFor(self, node):
        self.put_For(node, "async for")

    def put_With(self, node, word="with"):
        self.line("%s %s:" % (word, ", ".join(
            self.expr(item.context_expr) + (" as " + self.expr(item.optional_vars) if item.optional_vars else "")
            for item in node.items)), node)
        self.body(node.body)

    def put_AsyncWith(self, node):
        self.put_With(node, "async with")

    def put_Try(self, node, word="except"):
        self.line("try:", node)
        self.body(node.body)
        for handler in node.handlers:
            self.line(word + (" " + self.expr(handler.type) if handler.type else "")
                      + (" as " + handler.name if handler.name else "") + ":", handler)
            self.body(handler.body)
        self.orelse(node.orelse)
        self.orelse(node.finalbody, "finally")

    def put_TryStar(self, node):
        self.put_Try(node, "except*")

    def decorators(self, node):
        self.gap()
        for decorator in node.decorator_list:
            self.line("@" + self.expr(decorator), decorator)

    def type_params(self, node):
        found = getattr(node, "type_params", None)
        return "[%s]" % ", ".join(map(self.type_param, found)) if found else ""

    def type_param(self, node):
        text = {"TypeVar": "", "TypeVarTuple": "*", "ParamSpec": "**"}[_name(node)] + node.name
        if getattr(node, "bound", None):
            text += ": " + self.expr(node.bound)
        if getattr(node, "default_value", None):
            text += " = " + self.expr(node.default_value)
        return text

    def put_ClassDef(self, node):
        self.decorators(node)
        asked = [self.expr(base) for base in node.bases] + [self.keyword(word) for word in node.keywords]
        self.line("class %s%s%s:" % (node.name, self.type_params(node), "(%s)" % ", ".join(asked) if asked else ""), node)
        self.documented(node)

    def put_FunctionDef(self, node, word="def"):
        self.decorators(node)
        self.line("%s %s%s(%s)%s:" % (word, node.name, self.type_params(node), self.arguments(node.args),
                                      " -> " + self.expr(node.returns) if node.returns else ""), node)
        self.documented(node)

    def put_AsyncFunctionDef(self, node):
        self.put_FunctionDef(node, "async def")

    def put_Match(self, node):
        self.line("match %s:" % self.expr(node.subject), node)
        self.depth += 1
        for case in node.cases:
            self.line("case %s%s:" % (self.pattern(case.pattern), " if " + self.expr(case.guard) if case.guard else ""), case.pattern)
            self.body(case.body)
        self.depth -= 1

    def pattern(self, node, level=_TEST):
        kind = _name(node)
        if kind == "MatchValue":
            return self.expr(node.value)
        if kind == "MatchSingleton":
            return repr(node.value)
        if kind == "MatchSequence":
            return "[%s]" % ", ".join(map(self.pattern, node.patterns))
        if kind == "MatchStar":
            return "*" + (node.name or "_")
        if kind == "MatchMapping":
            parts = ["%s: %s" % (self.expr(key), self.pattern(value)) for key, value in zip(node.keys, node.patterns)]
            return "{%s}" % ", ".join(parts + (["**" + node.rest] if node.rest else []))
        if kind == "MatchClass":
            parts = list(map(self.pattern, node.patterns))
            parts += ["%s=%s" % (name, self.pattern(value)) for name, value in zip(node.kwd_attrs, node.kwd_patterns)]
            return "%s(%s)" % (self.expr(node.cls, _ATOM), ", ".join(parts))
        if kind == "MatchOr":
            text = " | ".join(self.pattern(one, _BOR + 1) for one in node.patterns)
            return "(%s)" % text if level > _BOR else text
        if node.name is None:
            return "_"
        if node.pattern is None:
            return node.name
        text = "%s as %s" % (self.pattern(node.pattern, _BOR), node.name)
        return "(%s)" % text if level > _TEST else text

    # ---- expressions

    def expr(self, node, level=_TEST):
        return getattr(self, "of_" + _name(node))(node, level)

    @staticmethod
    def bound(text, own, level):
        return "(%s)" % text if level > own else text

    def of_Constant(self, node, level):
        value = node.value
        if value is ...:
            return "..."
        if isinstance(value, tuple):
            return "(%s)" % (", ".join(map(_constant, value)) + ("," if len(value) == 1 else ""))
        return ("u" if getattr(node, "kind", None) == "u" else "") + _constant(value)

    def of_Num(self, node, level):
        return _constant(node.n)

    def of_Str(self, node, level):
        return repr(node.s)

    of_Bytes = of_Str

    def of_NameConstant(self, node, level):
        return repr(node.value)

    def of_Ellipsis(self, node, level):
        return "..."

    def of_Name(self, node, level):
        return node.id

    def of_Attribute(self, node, level):
        text = self.expr(node.value, _ATOM)
        if _name(node.value) in ("Constant", "Num") and type(getattr(node.value, "value", getattr(node.value, "n", None))) is int:
            text += " "
        return text + "." + node.attr

    def of_Subscript(self, node, level):
        inner = node.slice
        if _name(inner) == "Index":
            inner = inner.value
        if _name(inner) == "Tuple" and inner.elts and (_tight_subscripts or any(_name(item) == "Slice" for item in inner.elts)):
            text = self.items(inner.elts)
        else:
            text = self.expr(inner)
        return "%s[%s]" % (self.expr(node.value, _ATOM), text)

    def of_Index(self, node, level):
        return self.expr(node.value)

    def of_ExtSlice(self, node, level):
        return self.items(node.dims)

    def of_Slice(self, node, level):
        return (self.expr(node.lower) if node.lower else "") + ":" + (self.expr(node.upper) if node.upper else "") + (
            ":" + self.expr(node.step) if node.step else "")

    def of_Starred(self, node, level):
        return "*" + self.expr(node.value, _BOR)

    def keyword(self, node):
        return ("**" if node.arg is None else node.arg + "=") + self.expr(node.value)

    def of_Call(self, node, level):
        parts = list(map(self.expr, node.args)) + list(map(self.keyword, node.keywords))
        if len(parts) == 1 and node.args and _name(node.args[0]) == "GeneratorExp":
            return self.expr(node.func, _ATOM) + "(%s)" % parts[0]
        return "%s(%s)" % (self.expr(node.func, _ATOM), ", ".join(parts))

    def of_UnaryOp(self, node, level):
        sign, own = _UNARY[_name(node.op)]
        text = sign + (" " if own != _FACTOR else "") + self.expr(node.operand, own)
        return self.bound(text, own, level)

    def of_BinOp(self, node, level):
        sign, own = _BINARY[_name(node.op)]
        right = sign == "**"
        text = "%s %s %s" % (self.expr(node.left, own + right), sign, self.expr(node.right, own + (not right)))
        return self.bound(text, own, level)

    def of_BoolOp(self, node, level):
        word, own = (" and ", _AND) if _name(node.op) == "And" else (" or ", _OR)
        return self.bound(word.join(self.expr(value, own + 1) for value in node.values), own, level)

    def of_Compare(self, node, level):
        text = self.expr(node.left, _CMP + 1)
        for op, other in zip(node.ops, node.comparators):
            text += " %s %s" % (_COMPARED[_name(op)], self.expr(other, _CMP + 1))
        return self.bound(text, _CMP, level)

    def of_IfExp(self, node, level):
        return self.bound("%s if %s else %s" % (self.expr(node.body, _TEST + 1), self.expr(node.test, _TEST + 1),
                                                self.expr(node.orelse)), _TEST, level)

    def of_Lambda(self, node, level):
        asked = self.arguments(node.args)
        return self.bound("lambda%s: %s" % (" " + asked if asked else "", self.expr(node.body)), _TEST, level)

    def of_NamedExpr(self, node, level):
        return self.bound("%s := %s" % (self.expr(node.target, _ATOM), self.expr(node.value, _ATOM)), _NAMED, level)

    def of_Await(self, node, level):
        return self.bound("await " + self.expr(node.value, _ATOM), _AWAIT, level)

    def of_Yield(self, node, level):
        return self.bound("yield" + (" " + self.expr(node.value) if node.value else ""), _YIELD, level)

    def of_YieldFrom(self, node, level):
        return self.bound("yield from " + self.expr(node.value, _ATOM), _YIELD, level)

    def items(self, elements):
        return ", ".join(map(self.expr, elements)) + ("," if len(elements) == 1 else "")

    def of_Tuple(self, node, level):
        if not node.elts:
            return "()"
        return self.bound(self.items(node.elts), _TUPLE, level if _bare_tuples else _ATOM)

    def of_List(self, node, level):
        return "[%s]" % ", ".join(map(self.expr, node.elts))

    def of_Set(self, node, level):
        return "{%s}" % ", ".join(map(self.expr, node.elts)) if node.elts else "{*()}"

    def of_Dict(self, node, level):
        return "{%s}" % ", ".join("**" + self.expr(value, _BOR) if key is None else "%s: %s" % (self.expr(key), self.expr(value))
                                  for key, value in zip(node.keys, node.values))

    def generators(self, node):
        return "".join("%s for %s in %s%s" % (
            " async" if each.is_async else "", self.expr(each.target, _TUPLE), self.expr(each.iter, _TEST + 1),
            "".join(" if " + self.expr(test, _TEST + 1) for test in each.ifs)) for each in node.generators)

    def of_ListComp(self, node, level):
        return "[%s%s]" % (self.expr(node.elt), self.generators(node))

    def of_SetComp(self, node, level):
        return "{%s%s}" % (self.expr(node.elt), self.generators(node))

    def of_GeneratorExp(self, node, level):
        return "(%s%s)" % (self.expr(node.elt), self.generators(node))

    def of_DictComp(self, node, level):
        return "{%s: %s%s}" % (self.expr(node.key), self.expr(node.value), self.generators(node))

    def arguments(self, node):
        only = getattr(node, "posonlyargs", [])
        positional = only + node.args
        defaults = [None] * (len(positional) - len(node.defaults)) + node.defaults
        parts = []
        for number, (arg, default) in enumerate(zip(positional, defaults), 1):
            parts.append(self.arg(arg) + ("=" + self.expr(default) if default else ""))
            if number == len(only):
                parts.append("/")
        if node.vararg or node.kwonlyargs:
            parts.append("*" + (self.arg(node.vararg) if node.vararg else ""))
        for arg, default in zip(node.kwonlyargs, node.kw_defaults):
            parts.append(self.arg(arg) + ("=" + self.expr(default) if default else ""))
        if node.kwarg:
            parts.append("**" + self.arg(node.kwarg))
        return ", ".join(parts)

    def arg(self, node):
        return node.arg + (": " + self.expr(node.annotation) if node.annotation else "")

    # ---- formatted strings

    def of_JoinedStr(self, node, level):
        text = "".join(map(self.part, node.values))
        plain = "".join(map(_text_of, filter(_is_text, node.values)))
        for quote in ("'", '"', "'''", '"""'):
            if quote not in text and not ("\n" in plain and len(quote) == 1) and "\\" not in plain and not (
                    text.endswith(quote[0]) and len(quote) == 3):
                return "f" + quote + text + quote
        return "f" + repr(text)

    def of_FormattedValue(self, node, level):
        return "f" + repr(self.part(node))

    def part(self, node):
        if _is_text(node):
            return _text_of(node).replace("{", "{{").replace("}", "}}")
        if _name(node) == "JoinedStr":
            return "".join(map(self.part, node.values))
        inner = self.expr(node.value, _TEST + 1)
        text = "{" + (" " if inner.startswith("{") else "") + inner
        if node.conversion != -1:
            text += "!" + chr(node.conversion)
        if node.format_spec:
            text += ":" + self.part(node.format_spec)
        return text + "}"


_tight_subscripts = "tight-subscripts" not in __lacks__
_bare_tuples = "bare-tuples" not in __lacks__


def _is_text(node):
    return _name(node) == "Str" or _name(node) == "Constant" and isinstance(node.value, str)


def _text_of(node):
    return node.s if _name(node) == "Str" else node.value


def _constant(value):
    if isinstance(value, (float, complex)):
        return repr(value).replace("inf", _INFINITY).replace("nan", "(%s-%s)" % (_INFINITY, _INFINITY))
    return repr(value)


def _quoted(text, quotes, lines):
    """A docstring: what cannot be shown escaped, newlines as they are."""
    shown = "".join(c if c in "\n\t" or c.isprintable() and c != "\\" else c.encode("unicode_escape").decode() for c in text)
    quote = next((one for one in quotes if one not in shown), None)
    if quote is None:
        return repr(text)
    if shown and shown[-1] == quote[0]:
        shown = shown[:-1] + "\\" + shown[-1]
    return quote + shown + quote


def unparse(ast_obj):
    """Source whose tree this is."""
    writer = _Writer()
    if isinstance(ast_obj, list):
        return "\n".join(map(unparse, ast_obj))
    if hasattr(writer, "put_" + _name(ast_obj)):
        writer.statement(ast_obj)
        return "\n".join(writer.lines)
    if _name(ast_obj) == "arguments":
        return writer.arguments(ast_obj)
    if _name(ast_obj) == "arg":
        return writer.arg(ast_obj)
    if _name(ast_obj) == "alias":
        return writer.alias(ast_obj)
    return writer.expr(ast_obj)


def _as_source(tree):
    """What compile() of the tree compiles: statements stand on the lines that they have in the tree."""
    from _ast_checked import check
    check(tree)
    writer = _Writer(True)
    writer.statement(tree)
    return "\n".join(writer.lines) + "\n"
