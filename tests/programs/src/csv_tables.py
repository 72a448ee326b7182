# The module csv: reading and writing tables, dialects, errors.
import csv
import io


def rows(text, **how):
    try:
        return list(csv.reader(io.StringIO(text, newline=""), **how))
    except (csv.Error, TypeError, ValueError) as error:
        return type(error).__name__, str(error)


for text in ("a,b,c\r\n1,2,3\r\n", 'x,"y, z","say ""hi"""\n', '"two\nlines",2\n', "\n\na\n", "a,,\n", ",\n", '"open', "a,b", '""\n', 'a"b,c\n',
             "a\rb\n", ' "x", y\n', '"a"b,c\n', "one\ttwo\n"):
    print(repr(text), rows(text))
print(rows("a;b;c\n", delimiter=";"), rows("a\tb\n", dialect="excel-tab"), rows("1,'a, b'\n", quotechar="'"))
print(rows("a\\,b,c\n", escapechar="\\", quoting=csv.QUOTE_NONE), rows('1,"2",x\n', quoting=csv.QUOTE_NONNUMERIC), rows('1,"2"\n', quoting=csv.QUOTE_NONNUMERIC))
print(rows("a, b, c\n", skipinitialspace=True), rows('"a"x,b\n', strict=True), rows('"a\n', strict=True))
print(rows("a", delimiter="::"), rows("a", quoting=9), rows("a", nonsense=1), rows("a", quotechar=None))


def written(table, **how):
    out = io.StringIO(newline="")
    try:
        csv.writer(out, **how).writerows(table)
    except (csv.Error, TypeError) as error:
        return type(error).__name__, str(error), out.getvalue()
    return out.getvalue()


table = [["a", 1, 2.5, None], ["with, comma", 'quo"te', "new\nline", ""], [""], []]
for how in ({}, {"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC}, {"delimiter": "|", "lineterminator": "\n"},
            {"quoting": csv.QUOTE_NONE}, {"quoting": csv.QUOTE_NONE, "escapechar": "\\"}, {"doublequote": False, "escapechar": "\\"},
            {"dialect": "unix"}):
    print(how, repr(written(table, **how)))
print(written([5]), csv.list_dialects(), csv.field_size_limit())
out = io.StringIO()
w = csv.DictWriter(out, fieldnames=["name", "age"], restval="?")
w.writeheader()
w.writerow({"name": "Ann", "age": 5})
w.writerow({"name": "Bob"})
try:
    w.writerow({"nam": 1})
except ValueError as error:
    print(error)
print(repr(out.getvalue()))
for row in csv.DictReader(io.StringIO("name,age\nAnn,5\nBob\nCid,1,2\n\n"), restval="none"):
    print(dict(row))
reader = csv.DictReader(["x,y", "1,2"])
print(reader.fieldnames, reader.line_num, dict(next(reader)), reader.line_num)


class Semi(csv.excel):
    delimiter = ";"


csv.register_dialect("semi", Semi, quoting=csv.QUOTE_ALL)
print(repr(written([[1, 2]], dialect="semi")), csv.get_dialect("semi").delimiter)
csv.unregister_dialect("semi")
try:
    csv.get_dialect("semi")
except csv.Error as error:
    print(error)
