def __getattr__(name):
    if name == "odd":
        raise AttributeError("not that one")
    return name.upper()
__all__ = ["shout"]
shout = 1
silent = 2
