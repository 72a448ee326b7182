# an error in sys.excepthook is shown beside the one that it should have told
import sys


def hook(kind, value, traceback):
    raise ValueError("in the hook")


sys.excepthook = hook
1 / 0
