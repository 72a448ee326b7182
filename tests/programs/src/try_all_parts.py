def run(what):
    out = []
    try:
        out.append("try")
        if what == "raise":
            raise KeyError("k")
        if what == "return":
            return out
        if what == "exit":
            raise SystemExit(3)
    except KeyError as e:
        out.append("except %r" % e)
    else:
        out.append("else")
    finally:
        out.append("finally")
        print(what, out)
    return out


print(run("none"), run("raise"), run("return"))
try:
    run("exit")
except SystemExit as e:
    print(e.code)
try:
    e
except NameError as gone:
    print(gone)


def nested():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
            yield i
        finally:
            yield "cleanup %d" % i


print(list(nested()))
