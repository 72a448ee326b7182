"""The numbers of the instructions (Lib/opcode.py, Lib/_opcode_metadata.py)."""

import _sources

__all__ = ["cmp_op", "opname", "opmap", "HAVE_ARGUMENT", "EXTENDED_ARG"]

cmp_op = ("<", "<=", "==", "!=", ">", ">=")
if "compare-all" not in __lacks__:
    cmp_op += ("in", "not in", "is", "is not", "exception match", "BAD")

_names = _sources.instruction_names()
opname = [name or "<%d>" % i for i, name in enumerate(_names)]
opmap = {name: i for i, name in enumerate(_names) if name}
HAVE_ARGUMENT = 90 if "numbered-anew" in __lacks__ else 44
EXTENDED_ARG = opmap["EXTENDED_ARG"]
del _names, _sources
