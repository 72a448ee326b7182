print("two runs:", __name__, __package__)
VALUE = 41
nothing_there_is_no_error_here = None
try:
    from ..beyond import x
except (ImportError, ValueError) as e:
    print(type(e).__name__, e)
