# concurrent.futures - calls that run elsewhere and whose results come later (Lib/concurrent/futures).

from concurrent.futures._base import (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED, CancelledError, TimeoutError,
                                      Future, Executor, wait, as_completed)

if "BrokenExecutor" not in __lacks__:
    from concurrent.futures._base import BrokenExecutor
if "InvalidStateError" not in __lacks__:
    from concurrent.futures._base import InvalidStateError
if "lazy" in __lacks__:
    from concurrent.futures.thread import ThreadPoolExecutor

__all__ = ("FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "CancelledError", "TimeoutError", "BrokenExecutor",
           "Future", "Executor", "wait", "as_completed", "ProcessPoolExecutor", "ThreadPoolExecutor")


def __dir__():
    return __all__ + ("__author__", "__doc__")


def __getattr__(name):  # the executors are imported when somebody asks
    global ThreadPoolExecutor
    if name == "ThreadPoolExecutor":
        from .thread import ThreadPoolExecutor as executor
        ThreadPoolExecutor = executor
        return executor
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
