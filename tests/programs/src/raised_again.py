# An exception that is raised again has the traceback it was handled with, where that is kept beside it.
def again():
    raise


def links(e):
    tb, lines = e.__traceback__, []
    while tb:
        lines.append(tb.tb_lineno)
        tb = tb.tb_next
    return lines


try:
    try:
        raise ValueError('v')
    finally:
        try:
            again()
        except Exception as e:
            print(links(e))
except ValueError as e:
    print(links(e))
try:
    try:
        raise KeyError('k')
    except KeyError as e:
        try:
            raise e
        except KeyError:
            print(links(e))
        print(links(e))
        raise
except KeyError as e:
    print(links(e))
try:
    raise TypeError('t')
finally:
    try:
        again()
    except TypeError:
        pass
