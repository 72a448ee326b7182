def load():
    try:
        return {}["a"]
    except KeyError:
        raise LookupError("not configured") from None
load()
