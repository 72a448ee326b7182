"""Record what real interpreters compile the programs to.

Run with each interpreter:  python3.11 record_dis.py PROGRAMS_DIR EXPECTED_DIR
writes EXPECTED_DIR/<major.minor>/NAME.dis for each PROGRAMS_DIR/NAME.py. The unit test test_lang_bytecode.c
writes the same text from the project's own compiler and compares. Programs named eval_* are expressions, cell_* are
typed at the prompt, all others are files.
"""
import dis
import os
import struct
import sys

VERSION = "%d.%d" % sys.version_info[:2]
MODERN = sys.version_info >= (3, 11)


def text(raw):
    out = []
    for byte in raw:
        if 32 <= byte < 127 and byte not in (34, 92):
            out.append(chr(byte))
        else:
            out.append("\\x%02x" % byte)
    return '"' + "".join(out) + '"'


def const(value):
    if hasattr(value, "co_code"):
        return "<code %s>" % value.co_name
    if value is None or value is True or value is False:
        return str(value)
    if value is Ellipsis:
        return "..."
    if isinstance(value, int):
        return ("-" if value < 0 else "") + "0x%x" % abs(value)
    if isinstance(value, float):
        return "float:" + struct.pack(">d", value).hex()
    if isinstance(value, str):
        return text(value.encode("utf-8", "surrogatepass"))
    if isinstance(value, bytes):
        return "b" + text(value)
    if isinstance(value, tuple):
        return "(" + ", ".join(const(item) for item in value) + ")"
    if isinstance(value, frozenset):
        return "{" + ", ".join(sorted(const(item) for item in value)) + "}"
    raise TypeError(value)


def static_attributes(code):
    """Index of the constant whose order depends on the hash seed of 3.13.0."""
    index = None
    last = None
    for ins in dis.get_instructions(code):
        if ins.opname == "STORE_NAME" and ins.argval == "__static_attributes__":
            index = last
        if ins.opname == "LOAD_CONST":
            last = ins.arg
    return index


def mode_of(name):
    return {"eval": "eval", "cell": "single"}.get(name.split("_")[0], "exec")


def dump(code, out):
    unsorted = static_attributes(code) if MODERN else None
    consts = list(code.co_consts)
    if unsorted is not None:
        consts[unsorted] = tuple(sorted(consts[unsorted]))
    out.append("code %s line %d args %d %d %d stack %d flags %x" % (
        getattr(code, "co_qualname", code.co_name), code.co_firstlineno, code.co_argcount,
        getattr(code, "co_posonlyargcount", 0), code.co_kwonlyargcount, code.co_stacksize, code.co_flags & 0xFF))
    for value in consts:
        out.append("const " + const(value))
    for kind in ("names", "varnames", "cellvars", "freevars"):
        values = getattr(code, "co_" + kind)
        if values:
            out.append("%s %s" % (kind, " ".join(values)))
    starts = dict(dis.findlinestarts(code))
    positions = list(code.co_positions()) if MODERN else None
    for ins in dis.get_instructions(code):
        if ins.opname == "EXTENDED_ARG":
            continue
        start = ins.offset
        line = "%5d %-30s" % (ins.offset, ins.opname)
        line += " %5s" % ("" if ins.arg is None else ins.arg)
        if positions:
            where = positions[ins.offset // 2]
            where = ["-" if p is None else str(p) for p in where]
            line += "  %s:%s-%s:%s" % (where[0], where[2], where[1], where[3])
        out.append(line.rstrip())
    order = sorted((o, l) for o, l in starts.items() if o < len(code.co_code))  # dis of 3.7 goes on behind the code
    out.append("lines " + " ".join("%d:%s" % (o, "-" if l is None else l) for o, l in order))
    if MODERN:
        for entry in dis._parse_exception_table(code):
            out.append("except %d %d %d depth %d%s" % (
                entry.start, entry.end, entry.target, entry.depth, " lasti" if entry.lasti else ""))
    for value in code.co_consts:
        if hasattr(value, "co_code"):
            dump(value, out)


def main():
    programs, expected = sys.argv[1:3]
    folder = os.path.join(expected, VERSION)
    os.makedirs(folder, exist_ok=True)
    import warnings
    warnings.simplefilter("ignore")
    for name in sorted(os.listdir(programs)):
        if not name.endswith(".py"):
            continue
        with open(os.path.join(programs, name), encoding="utf-8", newline="") as file:
            source = file.read()
        target = os.path.join(folder, name[:-3] + ".dis")
        try:
            code = compile(source, "<program>", mode_of(name), dont_inherit=True)
        except SyntaxError as error:
            sys.stderr.write("%s: %s: %s\n" % (VERSION, name, error))
            continue
        out = []
        dump(code, out)
        with open(target, "w", encoding="utf-8") as file:
            file.write("\n".join(out) + "\n")


main()
