import traceback


def low():
    raise KeyError("low")


def middle():
    try:
        low()
    except KeyError as e:
        raise ValueError("middle") from e


def high():
    try:
        middle()
    except ValueError:
        raise TypeError("high")


try:
    high()
except TypeError as e:
    print(repr(e), repr(e.__context__), repr(e.__context__.__cause__), e.__suppress_context__)
    print("".join(traceback.format_exception(type(e), e, e.__traceback__)))
    names = []
    tb = e.__traceback__
    while tb:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    print(names)
try:
    try:
        low()
    except KeyError:
        raise RuntimeError("hidden") from None
except RuntimeError as e:
    print(e.__cause__, e.__suppress_context__, repr(e.__context__))


class Own(Exception):
    def __init__(self, code, *args):
        super().__init__(code, *args)
        self.code = code

    def __str__(self):
        return "own %s" % self.code


try:
    raise Own(3, "more")
except (KeyError, Own) as e:
    print(e, repr(e), e.args, e.code, isinstance(e, Exception))
try:
    raise Own
except TypeError as e:
    print(e)
for what in (3, "text", None, int):
    try:
        raise what
    except TypeError as e:
        print(e)
