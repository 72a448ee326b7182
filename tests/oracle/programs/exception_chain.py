def low():
    return {}['k']
def high():
    try:
        low()
    except KeyError as e:
        raise ValueError('high') from e
try:
    high()
except ValueError as e:
    cause = e.__cause__
    e = None
cause = cause.args
