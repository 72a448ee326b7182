# argparse and getopt: what command lines mean, help, mistakes.
import argparse
import contextlib
import getopt
import io


def tried(parser, line):
    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            result = parser.parse_args(line.split())
    except SystemExit as end:
        result = "exit %s" % end.code
    print(repr(line), "->", result)
    for text in (out.getvalue(), err.getvalue()):
        if text:
            print(text.rstrip())


parser = argparse.ArgumentParser(prog="demo", description="Does this and that, which takes a rather long sentence to say what it is about.",
                                 epilog="The end.")
parser.add_argument("source", help="where from")
parser.add_argument("rest", nargs="*", help="more of them")
parser.add_argument("-n", "--number", type=int, default=3, help="how many")
parser.add_argument("-v", "--verbose", action="count", default=0, help="say more")
parser.add_argument("--flag", action="store_true")
parser.add_argument("--mode", choices=["fast", "slow"], default="slow", help="which way it goes")
parser.add_argument("--add", action="append", metavar="ITEM")
parser.add_argument("--pair", nargs=2, type=float)
parser.add_argument("--maybe", nargs="?", const="yes", default="no")
parser.add_argument("--version", action="version", version="%(prog)s 1.0")
group = parser.add_mutually_exclusive_group()
group.add_argument("--left", action="store_true")
group.add_argument("--right", action="store_true")
for line in ("in.txt", "in.txt a b -n 5 -vv --flag", "-n7 in.txt", "--number=8 in.txt x", "--num 9 in.txt", "in.txt --mode fast --add a --add b",
             "in.txt --pair 1 2.5", "in.txt --maybe", "in.txt --maybe sure", "in.txt --left", "", "in.txt -n x", "in.txt --mode odd",
             "in.txt --pair 1", "in.txt --left --right", "in.txt --unknown", "--version", "in.txt -- -x", "in.txt -vvv", "in.txt --ve", "in.txt -n",
             "in.txt --flag=1"):
    tried(parser, line)
tried(parser, "--help")
print(parser.format_usage())
commands = argparse.ArgumentParser(prog="tool")
commands.add_argument("--config", default="c")
sub = commands.add_subparsers(dest="command", help="what to do")
add = sub.add_parser("add", help="add things")
add.add_argument("things", nargs="+", type=int)
add.set_defaults(what=sum)
remove = sub.add_parser("remove", help="remove things")
remove.add_argument("-f", action="store_true")
for line in ("add 1 2", "--config d remove -f", "remove x", "add", ""):
    tried(commands, line)
args = commands.parse_args(["add", "1", "2"])
print(args.what(args.things), vars(args)["command"], args == commands.parse_args(["add", "1", "2"]), "what" in args)
print(argparse.ArgumentParser(prog="p").parse_known_args(["x", "--y"]))
quiet = argparse.ArgumentParser(prog="q", add_help=False, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
quiet.add_argument("--size", type=int, default=4, help="the size")
part = quiet.add_argument_group("numbers", "about numbers")
part.add_argument("--ratio", type=float, required=True, help="the ratio")
tried(quiet, "")
tried(quiet, "--ratio .5")
tried(quiet, "--ratio -1")
print(quiet.format_help())
for wrong in (lambda: quiet.add_argument("--size"), lambda: quiet.add_argument("x", required=True), lambda: quiet.add_argument("--z", action="odd")):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
print(getopt.getopt("-a -bval --long=1 --flag rest -c".split(), "ab:c", ["long=", "flag"]), getopt.gnu_getopt("x -a y".split(), "a"))
for line in ("-q", "--nope", "-b", "--long"):
    try:
        getopt.getopt(line.split(), "ab:", ["long="])
    except getopt.GetoptError as error:
        print(error, repr(error.opt))
