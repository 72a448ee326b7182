"""Instructions as text."""

import collections
import io
import sys
import types

import _sources
from opcode import *
from opcode import __all__ as _opcodes_all

__all__ = ["code_info", "dis", "disassemble", "distb", "disco", "findlinestarts", "findlabels", "show_code", "get_instructions",
           "Instruction", "Bytecode"] + _opcodes_all
del _opcodes_all

_labels = "labels" not in __lacks__  # places are told by labels, offsets on demand
_places_told = "places-told" not in __lacks__
_tables = "exception-tables" not in __lacks__
_extended = "extended-told" not in __lacks__
_positions = "positions" not in __lacks__
_nested_shown = "nested-shown" not in __lacks__
_have_code = (types.MethodType, types.FunctionType, types.CodeType, classmethod, staticmethod, type)

COMPILER_FLAG_NAMES = {1: "OPTIMIZED", 2: "NEWLOCALS", 4: "VARARGS", 8: "VARKEYWORDS", 16: "NESTED", 32: "GENERATOR", 64: "NOFREE",
                       128: "COROUTINE", 256: "ITERABLE_COROUTINE", 512: "ASYNC_GENERATOR"}


def pretty_flags(flags):
    """The names of the bits that are set."""
    names = []
    for i in range(32):
        flag = 1 << i
        if flags & flag:
            names.append(COMPILER_FLAG_NAMES.get(flag, hex(flag)))
            flags ^= flag
            if not flags:
                break
    else:
        names.append(hex(flags))
    return ", ".join(names)


if _positions:
    Positions = collections.namedtuple("Positions", "lineno end_lineno col_offset end_col_offset", defaults=(None,) * 4)
    Positions.__module__ = "dis"

if _labels:
    _Instruction = collections.namedtuple(
        "_Instruction", "opname opcode arg argval argrepr offset start_offset starts_line line_number label positions cache_info",
        defaults=(None, None, None))
elif _positions:
    _Instruction = collections.namedtuple("_Instruction", "opname opcode arg argval argrepr offset starts_line is_jump_target positions",
                                          defaults=(None,))
else:
    _Instruction = collections.namedtuple("_Instruction", "opname opcode arg argval argrepr offset starts_line is_jump_target")


class Instruction(_Instruction):
    """One instruction and what its argument stands for."""

    if _labels:
        @property
        def is_jump_target(self):
            return self.label is not None

        @property
        def oparg(self):
            return self.arg

        @property
        def jump_target(self):
            return self.argval if self.argrepr.startswith("to ") else None

    def _disassemble(self, lineno_width=3, mark_as_current=False, offset_width=4, label_width=0):
        fields = []
        if lineno_width:
            if _labels:
                line = (self.line_number if self.line_number is not None else "--") if self.starts_line else None
            else:
                line = self.starts_line
            fields.append("%*s" % (lineno_width, line) if line is not None else " " * lineno_width)
        if _labels:
            fields.append("%*s" % (label_width, "L%d:" % self.label) if self.label is not None else " " * label_width)
            if offset_width:
                fields.append("%*r  " % (offset_width, self.offset))
            fields.append("-->" if mark_as_current else "   ")
        else:
            fields.append("-->" if mark_as_current else "   ")
            fields.append(">>" if self.is_jump_target else "  ")
            fields.append(repr(self.offset).rjust(offset_width))
        fields.append(self.opname.ljust(20))
        if self.arg is not None:
            fields.append(repr(self.arg).rjust(5 - max(0, len(self.opname) - 20) if _labels else 5))
            if self.argrepr:
                fields.append("(" + self.argrepr + ")")
        return " ".join(fields).rstrip()

    if _labels:
        def __str__(self):
            return self._disassemble(0, offset_width=0)


def _code_of(x):
    """The code object of whatever has one."""
    if hasattr(x, "__func__"):
        x = x.__func__
    for name in ("__code__", "gi_code", "ag_code", "cr_code"):
        if hasattr(x, name):
            x = getattr(x, name)
            break
    if isinstance(x, str):
        try:
            x = compile(x, "<disassembly>", "eval")
        except SyntaxError:
            x = compile(x, "<disassembly>", "exec")
    if hasattr(x, "co_code"):
        return x
    raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


def _value(code, name, constant, text, target):
    if constant is not None:
        value = code.co_consts[constant]
        return value, repr(value)
    if target is not None:
        return target, text
    if " + " in text:
        plain = [part for part in text.split(" + ") if part not in ("NULL", "NULL|self")]
        return plain[0] if plain else text, text
    if not text:
        return None, ""
    if ", " in text and name.startswith(("LOAD_FAST", "STORE_FAST")):
        return tuple(text.split(", ")), text
    return text, text


def _read(code, first_line=None):
    """(instructions, exception table)"""
    rows, table = _sources.instructions(code)
    shift = first_line - code.co_firstlineno if first_line is not None else 0
    places = {row[5] for row in rows if row[8]}
    for start, end, target, _, _ in table:
        places.update((start, end, target))
    labels = {place: i + 1 for i, place in enumerate(sorted(places))} if _labels else {}
    made = []
    for name, arg, constant, text, offset, start, line, begins, target, to, span in rows:
        if to is not None and to == arg and not _places_told:
            text = ""  # the argument itself is the place
        value, told = _value(code, name, constant, text, to)
        if value is None and arg is not None and constant is None and not told:
            value = arg
        if to is not None and _labels:
            told = "to L%d" % labels[to]
        if line is not None:
            line += shift
        shown = line if begins else None
        extra = (Positions(*span),) if _positions else ()
        if _extended and start != offset:
            rest = arg
            for k in range((offset - start) // 2, 0, -1):
                high = arg >> 8 * k
                made.append(Instruction("EXTENDED_ARG", EXTENDED_ARG, high, high, "", offset - 2 * k, shown, target, *extra))
                shown, target = None, False
        if _labels:
            made.append(Instruction(name, opmap.get(name, -1), arg, value, told, offset, start, begins, line, labels.get(start),
                                    Positions(*span), None))
        else:
            made.append(Instruction(name, opmap.get(name, -1), arg, value, told, offset, shown, target, *extra))
    return made, table, labels


def get_instructions(x, *, first_line=None, show_caches=False, adaptive=False, **kwargs):
    """The instructions of a function, a method, a text or a code object."""
    return iter(_read(_code_of(x), first_line)[0])


def findlinestarts(code):
    """(offset, line) where lines begin."""
    last = False
    for instruction in _read(code)[0]:
        line = (instruction.line_number if instruction.starts_line else None) if _labels else instruction.starts_line
        if line is not None and line != last:
            last = line
            yield instruction.offset, line


def findlabels(code):
    raise NotImplementedError("labels of bytes alone are not known here")


def _show(code, lasti=-1, file=None, show_offsets=False):
    instructions, table, labels = _read(code)
    lines = [i.line_number if _labels else i.starts_line for i in instructions]
    known = [line for line in lines if line is not None]
    width = 0
    if known:
        width = max(3, len(str(max(known))))
        if _labels:
            width = len(str(max(known))) if max(known) >= 1000 else 3
            if width < 4 and None in [i.line_number for i in instructions]:
                width = max(width, 4 if _dashes_wide else 2)
    last = instructions[-1].offset
    offset_width = max(4, len(str(last)))
    label_width = 4 + len(str(len(labels))) if _labels else 0
    for i in instructions:
        begins = i.starts_line if _labels else i.starts_line is not None
        if width and begins and i.offset > 0:
            print(file=file)
        if _labels:
            print(i._disassemble(width, i.offset == lasti, offset_width if show_offsets else 0, label_width), file=file)
        else:
            print(i._disassemble(width, i.offset == lasti, offset_width), file=file)
    if table and _tables:
        print("ExceptionTable:", file=file)
        for start, end, target, depth, lasti in table:
            told = " lasti" if lasti else ""
            if _labels:
                print("  L%d to L%d -> L%d [%d]%s" % (labels[start], labels[end], labels[target], depth, told), file=file)
            else:
                print("  %d to %d -> %d [%d]%s" % (start, end - 2, target, depth, told), file=file)


_dashes_wide = True


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False, show_offsets=False):
    """Print the instructions of a code object."""
    _show(co, lasti, file, show_offsets)


disco = disassemble


def _disassemble_recursive(co, file, depth, **kwargs):
    disassemble(co, file=file, **kwargs)
    if _nested_shown and (depth is None or depth > 0):
        if depth is not None:
            depth = depth - 1
        for x in co.co_consts:
            if hasattr(x, "co_code"):
                print(file=file)
                print("Disassembly of %r:" % (x,), file=file)
                _disassemble_recursive(x, file, depth, **kwargs)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False):
    """Print the instructions of functions, methods, classes, modules, texts and code objects; of nothing, of the last traceback."""
    kwargs = {"show_offsets": True} if show_offsets else {}
    if x is None:
        distb(file=file)
        return
    if hasattr(x, "__func__"):
        x = x.__func__
    for name in ("__code__", "gi_code", "ag_code", "cr_code"):
        if hasattr(x, name):
            x = getattr(x, name)
            break
    if hasattr(x, "__dict__") and not hasattr(x, "co_code"):
        items = sorted(x.__dict__.items())
        for name, x1 in items:
            if isinstance(x1, _have_code):
                print("Disassembly of %s:" % name, file=file)
                try:
                    dis(x1, file=file, depth=depth)
                except TypeError as msg:
                    print("Sorry:", msg, file=file)
                print(file=file)
    elif hasattr(x, "co_code"):
        _disassemble_recursive(x, file, depth, **kwargs)
    elif isinstance(x, str):
        _disassemble_recursive(compile(x, "<dis>", "exec"), file, depth, **kwargs)
    else:
        raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=False):
    """Print the instructions of the last frame of a traceback."""
    if tb is None:
        if hasattr(sys, "last_exc"):
            tb = sys.last_exc.__traceback__
        elif hasattr(sys, "last_traceback"):
            tb = sys.last_traceback
        else:
            raise RuntimeError("no last traceback to disassemble")
    while tb.tb_next:
        tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file)


def code_info(x):
    """What is known of the code of something."""
    co = _code_of(x)
    lines = ["Name:              %s" % co.co_name, "Filename:          %s" % co.co_filename, "Argument count:    %s" % co.co_argcount]
    if hasattr(co, "co_posonlyargcount"):
        lines.append("Positional-only arguments: %s" % co.co_posonlyargcount)
    lines += ["Kw-only arguments: %s" % co.co_kwonlyargcount, "Number of locals:  %s" % co.co_nlocals,
              "Stack size:        %s" % co.co_stacksize, "Flags:             %s" % pretty_flags(co.co_flags)]
    if co.co_consts:
        lines.append("Constants:")
        lines += ["%4d: %r" % pair for pair in enumerate(co.co_consts)]
    for title, names in (("Names:", co.co_names), ("Variable names:", co.co_varnames), ("Free variables:", co.co_freevars),
                         ("Cell variables:", co.co_cellvars)):
        if names:
            lines.append(title)
            lines += ["%4d: %s" % pair for pair in enumerate(names)]
    return "\n".join(lines)


def show_code(co, *, file=None):
    print(code_info(co), file=file)


class Bytecode:
    """The instructions of something: to go through, and as text."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False, show_offsets=False):
        self.codeobj = _code_of(x)
        self.first_line = self.codeobj.co_firstlineno if first_line is None else first_line
        self._original_object = x
        self.current_offset = current_offset
        self._given_line = first_line

    def __iter__(self):
        return iter(_read(self.codeobj, self._given_line)[0])

    def __repr__(self):
        return "{}({!r})".format(self.__class__.__name__, self._original_object)

    @classmethod
    def from_traceback(cls, tb, **kwargs):
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def info(self):
        return code_info(self.codeobj)

    def dis(self):
        with io.StringIO() as output:
            _show(self.codeobj, -1 if self.current_offset is None else self.current_offset, output)
            return output.getvalue()
