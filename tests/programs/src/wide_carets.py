# The marks below a failing expression count columns: characters of East Asia and emoji take two.
def f(a):
    return "é" + a + ("語語" + None + "é")
def g(日本):
    return 日本["ｗｉｄｅ"]
for call in [lambda: f("😀"), lambda: g({})]:
    try:
        call()
    except TypeError as error:
        print("TypeError", error)
    except KeyError as error:
        print("KeyError", error)
if g({"ｗｉｄｅ": 1}): f("😀")
