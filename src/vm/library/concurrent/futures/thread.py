# concurrent.futures.thread - an executor with a pool of threads (Lib/concurrent/futures/thread.py).

from concurrent.futures import _base
import atexit
import itertools
import queue
import threading
import types
import weakref

_threads_queues = weakref.WeakKeyDictionary()
_shutdown = False
_global_shutdown_lock = threading.Lock()


def _python_exit():
    global _shutdown
    with _global_shutdown_lock:
        _shutdown = True
    items = list(_threads_queues.items())
    for thread, work in items:
        work.put(None)
    for thread, work in items:
        thread.join()


_counts_idle = "idle-counted" not in __lacks__
_counts_when_empty = "idle-when-empty" not in __lacks__
_daemons = "at-exit-of-threads" in __lacks__
if _daemons:
    atexit.register(_python_exit)
else:
    threading._register_atexit(_python_exit)


class _WorkItem:
    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs

    def run(self):
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.kwargs)
        except BaseException as exc:
            self.future.set_exception(exc)
            self = None  # the traceback would hold it
        else:
            self.future.set_result(result)


def _count_idle(executor):
    if executor is not None:
        executor._idle_semaphore.release()


def _worker(executor_reference, work_queue, initializer, initargs):
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _base._log("Exception in initializer:")
            executor = executor_reference()
            if executor is not None:
                executor._initializer_failed()
            return
    while True:
        work_item = None
        try:
            work_item = work_queue.get(block=not _counts_when_empty)
        except queue.Empty:
            _count_idle(executor_reference())
            work_item = work_queue.get(block=True)
        if work_item is not None:
            work_item.run()
            del work_item
            if not _counts_when_empty:
                _count_idle(executor_reference())
            continue
        executor = executor_reference()
        if _shutdown or executor is None or executor._shutdown:
            if executor is not None:
                executor._shutdown = True
            work_queue.put(None)  # for the next worker
            return
        del executor


_initializes = "BrokenThreadPool" not in __lacks__
if _initializes:
    class BrokenThreadPool(_base.BrokenExecutor):
        pass


class ThreadPoolExecutor(_base.Executor):
    _counter = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = 5
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._work_queue = queue.SimpleQueue() if hasattr(queue, "SimpleQueue") else queue.Queue()
        self._idle_semaphore = threading.Semaphore(0)
        self._threads = set()
        self._broken = False
        self._shutdown = False
        self._shutdown_lock = threading.Lock()
        self._thread_name_prefix = thread_name_prefix or ("ThreadPoolExecutor-%d" % self._counter())
        self._initializer = initializer
        self._initargs = initargs

    if not _initializes:
        def __init__(self, max_workers=None, thread_name_prefix="", _init=__init__):
            _init(self, max_workers, thread_name_prefix)

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock, _global_shutdown_lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)
            if self._shutdown:
                raise RuntimeError('cannot schedule new futures after shutdown')
            if _shutdown:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            f = _base.Future()
            self._work_queue.put(_WorkItem(f, fn, args, kwargs))
            self._adjust_thread_count()
            return f

    def _adjust_thread_count(self):
        if _counts_idle and self._idle_semaphore.acquire(timeout=0):
            return

        def weakref_cb(_, work=self._work_queue):
            work.put(None)

        number = len(self._threads)
        if number < self._max_workers:
            name = "%s_%d" % (self._thread_name_prefix or self, number)
            args = weakref.ref(self, weakref_cb), self._work_queue, self._initializer, self._initargs
            t = threading.Thread(name=name, target=_worker, args=args)
            t.daemon = _daemons
            t.start()
            self._threads.add(t)
            _threads_queues[t] = self._work_queue

    def _initializer_failed(self):
        with self._shutdown_lock:
            self._broken = "A thread initializer failed, the thread pool is not usable anymore"
            while True:
                try:
                    item = self._work_queue.get_nowait()
                except queue.Empty:
                    break
                if item is not None:
                    item.future.set_exception(BrokenThreadPool(self._broken))

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown = True
            while cancel_futures:
                try:
                    item = self._work_queue.get_nowait()
                except queue.Empty:
                    break
                if item is not None:
                    item.future.cancel()
            self._work_queue.put(None)
        if wait:
            for t in self._threads:
                t.join()

