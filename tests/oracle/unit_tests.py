#!/usr/bin/env python3
"""CPython's own unit tests as programs: each test method alone, in the simulator and in the real interpreter.

usage: unit_tests.py OURO VERSION=PYTHON... [--every N] [--offset K] [--files NAME,...] [--keep FOLDER] [--list]

Takes the files of the PYTHON's own Lib/test, cuts out what one test method needs (its class, the classes under it, the names that
those use), with unit_standin.py for unittest and test.support, and runs that program. A method counts when it ends well in the real
interpreter and asks for no module that is built for tests alone. Every N-th method is taken, from the K-th. Each is then equal, refused (exit 2), wrong, a crash or a timeout; what is
not equal is told by its cause at the end. --keep writes the programs that are not equal, --list names them as they are met.

Reads each file by the syntax of the Python that runs this tool: that should be the newest.
"""
import argparse
import ast
import collections
import concurrent.futures
import pathlib
import re
import signal
import subprocess
import sys
import tempfile

from sweep import ENVIRONMENT

FILES = """list tuple dict set frozenset generators generator_stop gc weakref weakset functools collections defaultdict ordered_dict
deque itertools scope descr exceptions exception_group exception_variations baseexception contextlib dataclasses enum re json string
str unicode bytes int float bool complex long slice sort struct threading thread threading_local queue grammar syntax iter enumerate
range builtin class compare copy copyreg decorators dictviews dictcomps listcomps setcomps genexps extcall keywordonlyarg
positional_only_arg funcattrs call code compile dis frame format fstring named_expressions patma property raise reprlib richcmp sys
super subclassinit metaclass traceback types typing unpack unpack_ex userdict userlist userstring with yield_from opcodes operator
heapq bisect memoryview hash index isinstance binop augassign math statistics fractions random textwrap pprint datetime time
string_literals abc collections_abc inspect memoryio finalization global module dynamic genericalias genericclass typechecks
type_annotations atexit warnings linecache pickle decimal logging tracemalloc unicodedata unittest keyword print pow
future contextvars context csv cmath errno marshal ast sys_settrace sys_setprofile shelve dbm_dumb http_cookies array
argparse configparser difflib shlex fnmatch glob getopt base64 binascii hmac hashlib calendar colorsys graphlib sched secrets html
uuid tempfile genericpath posixpath stat numeric_tower contains unary utf8source int_literal longexp strtod structseq iterlen
exception_hierarchy dynamicclassattribute codeop tokenize pydoc bufio file fileio univnewlines eof unicode_identifiers getpass timeit concurrent_futures pathlib""".split()
STANDINS = {"unittest", "test.support", "unittest.mock", "test.support.script_helper", "test.support.import_helper",
            "test.support.os_helper", "test.support.warnings_helper", "test.support.threading_helper", "test.support.testcase",
            "test.support.socket_helper", "test.support.hypothesis_helper", "test.support.bytecode_helper"}
# built for CPython's tests alone, or a second implementation that only they compare with
NOT_FOR_PROGRAMS = re.compile(r"\b(_testcapi|_testinternalcapi|_testlimitedcapi|_testclinic|_testmultiphase|_testbuffer|_pyio|_xxsubinterpreters|_xxtestfuzz"
                              r"|_interpreters|xxlimited)\b|^\s*(from|import) test\b", re.M)
HERE = pathlib.Path(__file__).resolve().parent
SECONDS = 20


def names_used(node):
    """The names that a statement looks up, and the attributes it asks anything for."""
    names, attributes = set(), set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            names.add(part.id)
        elif isinstance(part, ast.Attribute):
            attributes.add(part.attr)
            if isinstance(part.value, (ast.Name, ast.Attribute)) and dotted(part):
                names.add(dotted(part))
        elif isinstance(part, (ast.Global, ast.Nonlocal)):
            names.update(part.names)
        elif isinstance(part, ast.Constant) and isinstance(part.value, str) and len(part.value) < 60:
            names.update(re.findall(r"[A-Za-z_]\w+", part.value))  # eval("f(1)"), getattr(self, "name")
            attributes.update(re.findall(r"[A-Za-z_]\w+", part.value))
    return names, attributes


def names_bound(node):
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {node.name}
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)} | {
        part.name for part in ast.walk(node) if isinstance(part, (ast.FunctionDef, ast.ClassDef))} | {
        (alias.asname or alias.name).split(".")[0] for part in ast.walk(node)
        if isinstance(part, (ast.Import, ast.ImportFrom)) for alias in part.names}


def dotted(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return before and f"{before}.{node.attr}"
    return None


class Member:
    """A statement of a class."""

    def __init__(self, node):
        self.node = node
        self.bound = names_bound(node)
        self.names, self.attributes = names_used(node)


class Statement:
    """A statement of a module, with what it needs; a class is cut down to the members that are asked for."""

    def __init__(self, source, node):
        self.source, self.node = source, node
        self.bound = names_bound(node)
        self.members = None
        if isinstance(node, ast.ClassDef) and node.body[0].lineno > node.lineno:
            head = ast.ClassDef(node.name, node.bases, node.keywords, [], node.decorator_list)
            self.names, self.attributes = names_used(head)
            self.members = [Member(member) for member in node.body]
            self.bases = [dotted(base) or "" for base in node.bases]
        else:
            self.bases = []
            self.names, self.attributes = names_used(node)

    @staticmethod
    def first_line(node):
        return min([node.lineno] + [part.lineno for part in getattr(node, "decorator_list", ())])


class Source:
    """A file of tests: its statements, where each name comes from. `tests` are other files of tests that it takes names from."""

    def __init__(self, library, path):
        text = path.read_text(encoding="utf-8")
        self.library, self.path = library, path
        tree = ast.parse(text)
        self.aliases, self.imports, self.renamed, self.flat = {}, {}, {}, []
        self.statements = []
        for node in tree.body:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                self.take_import(node)
            elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                continue
            elif isinstance(node, ast.If) and "__main__" in ast.dump(node.test):
                continue
            else:
                self.statements.append(Statement(self, node))
        self.lines = self.rewritten(text, tree)
        self.by_name = collections.defaultdict(list)
        for statement in self.statements:
            for name in statement.bound:
                self.by_name[name].append(statement)

    def take_import(self, node):
        for alias in node.names:
            name = alias.asname or alias.name.split(".")[0]
            if isinstance(node, ast.Import):
                if alias.name in STANDINS or alias.name.split(".")[0] in ("unittest", "test"):
                    self.aliases[alias.asname or alias.name] = alias.name
                    self.flat_file(alias.name)
                else:
                    self.imports[name] = f"import {alias.name}" + (f" as {alias.asname}" if alias.asname else "")
            elif node.module and (node.module in STANDINS or node.module.split(".")[0] in ("unittest", "test")):
                whole = f"{node.module}.{alias.name}"
                if whole in STANDINS or (self.library / (whole.replace(".", "/") + ".py")).exists():
                    self.aliases[name] = whole
                    self.flat_file(whole)
                else:
                    self.flat_file(node.module)
                    if alias.asname:
                        self.renamed[name] = alias.name
            else:
                self.imports[name] = f"from {'.' * node.level}{node.module or ''} import {alias.name}" + (
                    f" as {alias.asname}" if alias.asname else "")

    def flat_file(self, module):
        path = self.library / (module.replace(".", "/") + ".py")
        if module not in STANDINS and path.exists() and path != self.path:
            self.flat.append(path)

    def rewritten(self, text, tree):
        """The lines, with `support.name` as `name`: a program is one module."""
        edits = collections.defaultdict(list)
        heads = sorted(self.aliases, key=len, reverse=True)
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and dotted(node.value) in heads and node.lineno == node.end_lineno:
                module = self.aliases[dotted(node.value)]
                new = node.attr if module in STANDINS or module == "test" else f"{module.split('.')[-1]}_{node.attr}"
                edits[node.lineno].append((node.col_offset, node.end_col_offset, new))
        lines = text.splitlines()
        for number, changes in edits.items():
            raw = lines[number - 1].encode()
            for start, end, name in sorted(changes, reverse=True):
                raw = raw[:start] + name.encode() + raw[end:]
            lines[number - 1] = raw.decode()
        return lines


class World:
    """All files that one version's tests are cut out of."""

    def __init__(self, library):
        self.library, self.sources = library, {}
        self.standin = self.source(HERE / "unit_standin.py")

    def source(self, path):
        if path not in self.sources:
            try:
                self.sources[path] = Source(self.library, path)
            except (SyntaxError, UnicodeDecodeError):
                self.sources[path] = None
        return self.sources[path]

    def reachable(self, source):
        """The file, those that it takes names from, and the stand-in, in the order in which a name is looked for."""
        found, waiting = [], [source]
        while waiting:
            one = waiting.pop(0)
            if one and one not in found and one is not self.standin:
                found.append(one)
                waiting.extend(self.source(path) for path in one.flat)
        return found + [self.standin]

    def cases(self, source):
        """(class, method) of each test method, inherited ones included."""
        for statement in source.statements:
            if statement.members is None or not self.is_case(source, statement, set()):
                continue
            seen = set()
            for owner in self.line(source, statement):
                for member in owner.members:
                    for name in sorted(member.bound):
                        if name.startswith("test") and name not in seen and isinstance(member.node, ast.FunctionDef):
                            seen.add(name)
                            yield statement, name

    def resolve(self, source, name):
        """The file that a name stands in, and the statements there that bind it."""
        places = self.reachable(source)
        module, _, last = name.rpartition(".")
        if not module:  # module_Name, as rewritten() writes it
            module, last = next(((place.path.stem, name[len(place.path.stem) + 1:]) for place in places[1:-1]
                                 if name.startswith(place.path.stem + "_")), ("", name))
        elif source.aliases.get(module) in STANDINS:
            places, module = [self.standin], ""
        if module:
            stem = source.aliases.get(module, module).split(".")[-1]
            places = [place for place in places if place.path.stem == stem]
        for place in places:
            if last in place.by_name or last in place.imports or last in place.renamed:
                return place, last
        return None, last

    def classes(self, source, name):
        place, last = self.resolve(source, name)
        return [one for one in place.by_name.get(last, ()) if one.members is not None][:1] if place else []

    def line(self, source, statement):
        """The class and those under it, nearest first."""
        found, waiting = [], [statement]
        while waiting:
            one = waiting.pop(0)
            if one not in found:
                found.append(one)
                for base in one.bases:
                    waiting.extend(self.classes(one.source, base))
        return found

    def is_case(self, source, statement, seen):
        if statement in seen:
            return False
        seen.add(statement)
        if statement.source is self.standin:
            return statement.bound == {"TestCase"}
        return any(base.split(".")[-1] == "TestCase" or any(self.is_case(one.source, one, seen) for one in self.classes(statement.source, base))
                   for base in statement.bases)

    def program(self, source, case, method):
        places, line = self.reachable(source), self.line(source, case)
        needed, attributes, imports, renamed, done, outside = {}, set(), {}, {}, set(), set()
        waiting = [(source, case.node.name), (self.standin, "run_one")]
        attributes.update({"setUp", "tearDown", "setUpClass", "_cleanups", "doCleanups", "__init__", method})

        def meet(name, by):
            if (by, name) in done:
                return
            done.add((by, name))
            place, last = self.resolve(by, name)
            if place is None:
                return
            if "." in name:
                outside.add((place, last))
            if last in place.renamed:
                renamed[last] = place.renamed[last]
                waiting.append((place, place.renamed[last]))
                return
            if last in place.imports:
                imports[last] = place.imports[last]
            for statement in place.by_name.get(last, ()):
                if statement not in needed:
                    needed[statement] = set()
                    waiting.extend((place, one) for one in statement.names)
                    attributes.update(statement.attributes)
                    waiting.extend((place, base) for base in statement.bases if statement.members is not None)

        grown = True
        while grown:
            while waiting:
                by, name = waiting.pop()
                meet(name, by)
            grown = False
            for statement in list(needed):
                case_itself = statement in line
                for at, member in enumerate(statement.members or ()):
                    if at in needed[statement]:
                        continue
                    other_test = case_itself and isinstance(member.node, ast.FunctionDef) and member.node.name.startswith("test") \
                        and member.node.name != method and member.node.name not in attributes
                    if not other_test and (not case_itself or member.bound & attributes or not isinstance(
                            member.node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)) and statement.source is not self.standin):
                        needed[statement].add(at)
                        grown = True
                        waiting.extend((statement.source, one) for one in member.names)
                        attributes.update(member.attributes)
        text = [line for line in imports.values() if line.startswith("from __future__")]
        text += sorted({line for line in imports.values() if not line.startswith("from __future__")})
        for place in reversed(places):
            for statement in place.statements:
                if statement in needed:
                    text += self.lines_of(statement, needed[statement])
                    if place not in (source, self.standin):
                        text += [f"{place.path.stem}_{name} = {name}" for name in sorted(statement.bound) if (place, name) in outside]
            text += [f"{name} = {there}" for name, there in renamed.items() if place is self.standin]
        text.append(f"run_one({case.node.name}, {method!r})")
        return "\n".join(text) + "\n"

    @staticmethod
    def lines_of(statement, members):
        node, lines = statement.node, statement.source.lines
        if statement.members is None:
            return lines[Statement.first_line(node) - 1:node.end_lineno] + [""]
        taken = lines[Statement.first_line(node) - 1:Statement.first_line(node.body[0]) - 1]
        for at in sorted(members):
            part = statement.members[at].node
            taken += lines[Statement.first_line(part) - 1:part.end_lineno]
        if not members:
            taken.append(" " * (node.col_offset + 4) + "pass")
        return taken + [""]


def run(command, program):
    try:
        done = subprocess.run(command + [program.name], cwd=program.parent, capture_output=True, env=ENVIRONMENT, timeout=SECONDS,
                              stdin=subprocess.DEVNULL, check=False)
    except subprocess.TimeoutExpired:
        return "timeout", "", ""
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def judge(ouro, version, python, program):
    """None when the method does not count, or ("equal", "") or another verdict with its cause."""
    status, real, _ = run(python.split(), program)
    if status != 0:
        return None
    status, out, err = run([ouro, "run", "--python", version], program)
    if status == 0 and out == real:
        return "equal", ""
    if status == "timeout":
        return "timeout", ""
    if status == 2:
        named = re.findall(r"^[^\s:]*\.py:\d+:\d+: (.*)$", err, re.M) or err.strip().splitlines()[:1] or [""]
        return "refused", " + ".join(sorted(set(re.sub(r"\d+", "N", name)[:90] for name in named))[:2])
    if status < 0 or status >= 128 or "AddressSanitizer" in err or "runtime error:" in err:
        told = re.search(r"(SUMMARY.*|runtime error.*|.*[Aa]ssert.*)", err)
        return "crash", f"{status} {told.group(1)[:90] if told else ''}"
    if status == 0:
        return "wrong", "output differs"
    last = [line for line in err.strip().splitlines() if line and not line.startswith(" ")][-1:] or [f"status {status}"]
    return "wrong", re.sub(r"0x[0-9a-f]+|\d+", "N", last[0])[:100]


def main():
    words = argparse.ArgumentParser(usage=__doc__.split("\n")[2][7:])
    words.add_argument("ouro")
    words.add_argument("pythons", nargs="+")
    words.add_argument("--every", type=int, default=1)
    words.add_argument("--offset", type=int, default=0)
    words.add_argument("--files", default=",".join(FILES))
    words.add_argument("--keep", type=pathlib.Path)
    words.add_argument("--list", action="store_true")
    words.add_argument("--jobs", type=int, default=2)
    given = words.parse_args()
    given.ouro = str(pathlib.Path(given.ouro).resolve())
    bad = 0
    for pair in given.pythons:
        bad += one_version(given, *pair.split("=", 1))
    sys.exit(bad > 0)


def one_version(given, version, python):
    library = pathlib.Path(subprocess.run([*python.split(), "-c", "import os; print(os.path.dirname(os.__file__))"],
                                          capture_output=True, text=True, check=True).stdout.strip())
    world, chosen, count = World(library), [], 0
    for name in dict.fromkeys(given.files.split(",")):
        paths = [library / "test" / f"test_{name}.py"]
        if (library / "test" / f"test_{name}").is_dir():
            paths = sorted((library / "test" / f"test_{name}").glob("test_*.py"))
        for path in paths:
            source = world.source(path) if path.exists() else None
            for case, method in world.cases(source) if source else ():
                if count % given.every == given.offset:
                    chosen.append((name, source, case, method))
                count += 1
    verdicts, causes, files = collections.Counter(), collections.defaultdict(list), collections.defaultdict(collections.Counter)
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        def one(at):
            name, source, case, method = chosen[at]
            program = pathlib.Path(folder) / str(at) / f"{source.path.stem}.py"
            program.parent.mkdir()
            text = world.program(source, case, method)
            if NOT_FOR_PROGRAMS.search(text):
                return program, None
            program.write_text(text, encoding="utf-8")
            return program, judge(given.ouro, version, python, program)
        for at, (program, verdict) in enumerate(pool.map(one, range(len(chosen)))):
            if verdict is None:
                continue
            name, source, case, method = chosen[at]
            title = f"{source.path.stem}.{case.node.name}.{method}"
            verdicts[verdict[0]] += 1
            files[name][verdict[0]] += 1
            if verdict[0] != "equal":
                causes[verdict].append(title)
                if given.list:
                    print(f"{version} {verdict[0]} {title}: {verdict[1]}", flush=True)
                if given.keep:
                    given.keep.mkdir(parents=True, exist_ok=True)
                    (given.keep / f"{version}.{verdict[0]}.{title}.py").write_bytes(program.read_bytes())
    print(f"{version}: {verdicts['equal']} of {sum(verdicts.values())} equal; " + ", ".join(
        f"{verdicts[kind]} {kind}" for kind in ("refused", "wrong", "crash", "timeout")))
    for name in files:
        if files[name]["equal"] != sum(files[name].values()):
            print(f"  {name}: {files[name]['equal']} of {sum(files[name].values())}")
    for (kind, cause), titles in sorted(causes.items(), key=lambda item: (item[0][0], -len(item[1]))):
        print(f"  {len(titles):4} {kind}: {cause}   [{', '.join(titles[:2])}]")
    return sum(verdicts.values()) - verdicts["equal"]


if __name__ == "__main__":
    main()
