# What threads raise is told by threading.excepthook, and what that raises by sys.excepthook; both in the words of the version.
import sys
import threading


def bad():
    raise ValueError("no")


def run(name):
    t = threading.Thread(target=bad, name=name)
    t.start()
    t.join()


def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name, args.exc_traceback is not None)


def hook_fails(args):
    raise KeyError("in the hook")


def last(kind, value, traceback):
    print("sys.excepthook:", kind.__name__, value, traceback.tb_frame.f_code.co_name)


class Left(SystemExit):
    pass


def leaves(how):
    raise how


run("plain")
for how in (SystemExit, SystemExit(3), Left("own")):
    t = threading.Thread(target=leaves, args=(how,), name="leaves")
    t.start()
    t.join()
threading.excepthook = hook
run("told to a hook")
threading.excepthook = hook_fails
run("the hook fails")
sys.excepthook = last
run("the hook fails and sys.excepthook tells")
sys.stderr.flush()
