"""The words that a program cannot use as names."""

__all__ = ["iskeyword", "kwlist"]

kwlist = ["False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
          "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
          "pass", "raise", "return", "try", "while", "with", "yield"]
softkwlist = ["_", "case", "match", "type"] if "type-soft" not in __lacks__ else ["_", "case", "match"]
if "softkwlist" not in __lacks__:
    __all__ = ["iskeyword", "issoftkeyword", "kwlist", "softkwlist"]
    if "soft-words" in __lacks__:
        softkwlist = []
if "peg-word" not in __lacks__:
    kwlist.insert(3, "__peg_parser__")

iskeyword = frozenset(kwlist).__contains__
issoftkeyword = frozenset(softkwlist).__contains__
