def a():
    try:
        1 / x
    except ZeroDivisionError as e:
        raise ValueError("bad") from e
def b():
    try:
        a()
    except ValueError as e:
        print(e.__cause__, e.__context__)
        t = e
    else:
        print("no")
    return t
for i in range(2):
    try:
        b()
    except (KeyError, IndexError):
        continue
    except Exception as e:
        print(e)
        break
else:
    print("end")
