# threading - threads, and what they wait for (Lib/threading.py). What is C there is _thread here.

import functools
import os as _os
import sys as _sys
import _thread
from _collections import deque as _deque
from _weakrefset import WeakSet
from itertools import count as _count
from time import monotonic as _time

_by_handle = "handles" not in __lacks__
_names_target = "target_name" not in __lacks__
_parties_checked = "parties-checked" not in __lacks__
_has_native_id = "get_native_id" not in __lacks__
_has_hook = "excepthook" not in __lacks__

_is_alive_warns = "isAlive-warns" not in __lacks__
_old_names_warn = "old-names-warn" not in __lacks__


def _old_name(name, better):
    if _old_names_warn:
        import warnings
        warnings.warn(f"{name}() is deprecated, {better}", DeprecationWarning, stacklevel=3)


_start_new_thread = _thread.start_new_thread
if _by_handle:
    _start_joinable_thread = _thread.start_joinable_thread
_allocate_lock = _thread.allocate_lock
get_ident = _thread.get_ident
stack_size = _thread.stack_size
if _has_native_id:
    get_native_id = _thread.get_native_id
ThreadError = _thread.error
TIMEOUT_MAX = _thread.TIMEOUT_MAX
local = _thread._local
Lock = _thread.lock if _by_handle else _allocate_lock

_profile_hook = None
_trace_hook = None


def setprofile(func):
    global _profile_hook
    _profile_hook = func


def getprofile():
    return _profile_hook


def settrace(func):
    global _trace_hook
    _trace_hook = func


def gettrace():
    return _trace_hook


def RLock(*args, **kwargs):
    return _thread.RLock(*args, **kwargs)


class Condition:
    def __init__(self, lock=None):
        self._lock = lock = RLock() if lock is None else lock
        self.acquire = lock.acquire
        self.release = lock.release
        # What the lock can do better than the general way of the class, it does itself.
        for name in ("_release_save", "_acquire_restore", "_is_owned"):
            if hasattr(lock, name):
                setattr(self, name, getattr(lock, name))
        self._waiters = _deque()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return "<Condition(%s, %d)>" % (self._lock, len(self._waiters))

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, saved):
        self._lock.acquire()

    def _is_owned(self):
        if not self._lock.acquire(False):
            return True
        self._lock.release()
        return False

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = _allocate_lock()
        waiter.acquire()
        self._waiters.append(waiter)
        saved = self._release_save()
        told = False
        try:
            if timeout is None:
                waiter.acquire()
                told = True
            else:
                told = waiter.acquire(True, timeout) if timeout > 0 else waiter.acquire(False)
            return told
        finally:
            self._acquire_restore(saved)
            if not told:
                try:
                    self._waiters.remove(waiter)
                except ValueError:
                    pass

    def wait_for(self, predicate, timeout=None):
        end, left = None, timeout
        result = predicate()
        while not result:
            if left is not None:
                if end is None:
                    end = _time() + left
                else:
                    left = end - _time()
                    if left <= 0:
                        break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        waiters = self._waiters
        while waiters and n > 0:
            waiter = waiters[0]
            try:
                waiter.release()
            except RuntimeError:  # it has been told already
                pass
            else:
                n -= 1
            try:
                waiters.remove(waiter)
            except ValueError:
                pass

    def notify_all(self):
        self.notify(len(self._waiters))

    def notifyAll(self):
        _old_name("notifyAll", "use notify_all() instead")
        self.notify_all()


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = Condition(Lock())
        self._value = value

    if _names_target:
        def __repr__(self):
            cls = self.__class__
            return "<%s.%s at %#x: value=%s>" % (cls.__module__, cls.__qualname__, id(self), self._value)

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        end = None
        with self._cond:
            while self._value == 0:
                if not blocking:
                    return False
                if timeout is not None:
                    if end is None:
                        end = _time() + timeout
                    else:
                        timeout = end - _time()
                        if timeout <= 0:
                            return False
                self._cond.wait(timeout)
            self._value -= 1
            return True

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __exit__(self, kind, value, traceback):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    if _names_target:
        def __repr__(self):
            cls = self.__class__
            return "<%s.%s at %#x: value=%s/%s>" % (
                cls.__module__, cls.__qualname__, id(self), self._value, self._initial_value)

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            if self._value + n > self._initial_value:
                raise ValueError("Semaphore released too many times")
            self._value += n
            self._cond.notify(n)


class Event:
    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    if _names_target:
        def __repr__(self):
            cls = self.__class__
            state = "set" if self._flag else "unset"
            return "<%s.%s at %#x: %s>" % (cls.__module__, cls.__qualname__, id(self), state)

    def is_set(self):
        return self._flag

    def isSet(self):
        _old_name("isSet", "use is_set() instead")
        return self.is_set()

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            flag = self._flag
            if not flag:
                flag = self._cond.wait(timeout)
            return flag


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    # 0: filling, 1: emptying, -1: being reset, -2: broken
    def __init__(self, parties, action=None, timeout=None):
        if _parties_checked and parties < 1:
            raise ValueError("parties must be > 0")
        self._cond = Condition(Lock())
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._state = 0
        self._count = 0

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            self._enter()
            index = self._count
            self._count += 1
            try:
                if index + 1 == self._parties:
                    self._release()
                else:
                    self._wait(timeout)
                return index
            finally:
                self._count -= 1
                self._exit()

    def _enter(self):
        while self._state in (-1, 1):
            self._cond.wait()
        if self._state < 0:
            raise BrokenBarrierError

    def _release(self):
        try:
            if self._action:
                self._action()
            self._state = 1
            self._cond.notify_all()
        except:
            self._break()
            raise

    def _wait(self, timeout):
        if not self._cond.wait_for(lambda: self._state != 0, timeout):
            self._break()
            raise BrokenBarrierError
        if self._state < 0:
            raise BrokenBarrierError

    def _exit(self):
        if self._count == 0 and self._state in (-1, 1):
            self._state = 0
            self._cond.notify_all()

    def reset(self):
        with self._cond:
            if self._count > 0:
                if self._state in (0, -2):
                    self._state = -1
            else:
                self._state = 0
            self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()

    def _break(self):
        self._state = -2
        self._cond.notify_all()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == 0 else 0

    @property
    def broken(self):
        return self._state == -2


if _names_target:
    _counter = _count(1).__next__
else:
    _counter = _count().__next__
    _counter()  # 0 is the main thread's


def _newname(template="Thread-%d"):
    return template % _counter()


_active_limbo_lock = RLock()
_active = {}  # ident: Thread
_limbo = {}  # started, but not running yet
_dangling = WeakSet()
_shutdown_locks_lock = _allocate_lock()
_shutdown_locks = set()


def _maintain_shutdown_locks():
    _shutdown_locks.difference_update([lock for lock in _shutdown_locks if not lock.locked()])


class Thread:
    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if kwargs is None:
            kwargs = {}
        if name:
            name = str(name)
        else:
            name = _newname("Thread-%d")
            if _names_target and target is not None:
                try:
                    name += f" ({target.__name__})"
                except AttributeError:
                    pass
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = kwargs
        self._daemonic = daemon if daemon is not None else current_thread().daemon
        self._ident = None
        if _has_native_id:
            self._native_id = None
        if _by_handle:
            self._handle = _thread._ThreadHandle()
        else:
            self._tstate_lock = None
        self._started = Event()
        if not _by_handle:
            self._is_stopped = False
        self._initialized = True
        self._stderr = _sys.stderr
        if _has_hook:
            self._invoke_excepthook = _make_invoke_excepthook()
        _dangling.add(self)

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        status = "initial"
        if self._started.is_set():
            status = "started"
        if not self.is_alive() and self._started.is_set():
            status = "stopped"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += " %s" % self._ident
        return "<%s(%s, %s)>" % (self.__class__.__name__, self._name, status)

    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("threads can only be started once")
        with _active_limbo_lock:
            _limbo[self] = self
        try:
            if _by_handle:
                _start_joinable_thread(self._bootstrap, handle=self._handle,
                                       daemon=self.daemon)
            else:
                _start_new_thread(self._bootstrap, ())
        except Exception:
            with _active_limbo_lock:
                del _limbo[self]
            raise
        self._started.wait()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs  # an argument may hold the thread

    def _bootstrap(self):
        try:
            self._bootstrap_inner()
        except:
            if self._daemonic and _sys is None:
                return  # the interpreter is gone
            raise

    def _set_tstate_lock(self):
        self._tstate_lock = _thread._set_sentinel()
        self._tstate_lock.acquire()
        if not self.daemon:
            with _shutdown_locks_lock:
                _maintain_shutdown_locks()
                _shutdown_locks.add(self._tstate_lock)

    def _bootstrap_inner(self):
        try:
            self._ident = get_ident()
            if not _by_handle:
                self._set_tstate_lock()
            if _has_native_id:
                self._native_id = get_native_id()
            self._started.set()
            with _active_limbo_lock:
                _active[self._ident] = self
                del _limbo[self]
            try:
                self.run()
            except:
                if _has_hook:
                    self._invoke_excepthook(self)
                elif not issubclass(_sys.exc_info()[0], SystemExit):
                    _thread._excepthook([*_sys.exc_info(), self])
                    print(file=_sys.stderr if _sys.stderr is not None else self._stderr)
        finally:
            self._delete()

    def _stop(self):
        lock = self._tstate_lock
        if lock is not None:
            assert not lock.locked()
        self._is_stopped = True
        self._tstate_lock = None
        if not self.daemon:
            with _shutdown_locks_lock:
                _maintain_shutdown_locks()

    def _delete(self):
        with _active_limbo_lock:
            del _active[get_ident()]

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if timeout is not None:
            timeout = max(timeout, 0)
        if _by_handle:
            self._handle.join(timeout)
        elif timeout is None:
            self._wait_for_tstate_lock()
        else:
            self._wait_for_tstate_lock(timeout=timeout)

    def _wait_for_tstate_lock(self, block=True, timeout=-1):
        lock = self._tstate_lock
        if lock is None:
            return
        if lock.acquire(block, timeout):
            lock.release()
            self._stop()

    @property
    def name(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)

    @property
    def ident(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._ident

    if _has_native_id:
        @property
        def native_id(self):
            assert self._initialized, "Thread.__init__() not called"
            return self._native_id

    def is_alive(self):
        assert self._initialized, "Thread.__init__() not called"
        if _by_handle:
            return self._started.is_set() and not self._handle.is_done()
        if self._is_stopped or not self._started.is_set():
            return False
        self._wait_for_tstate_lock(False)
        return not self._is_stopped

    def isAlive(self):
        import warnings
        category = DeprecationWarning if _is_alive_warns else PendingDeprecationWarning
        warnings.warn("isAlive() is deprecated, use is_alive() instead", category, stacklevel=2)
        return self.is_alive()

    @property
    def daemon(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        _old_name("isDaemon", "get the daemon attribute instead")
        return self.daemon

    def setDaemon(self, daemonic):
        _old_name("setDaemon", "set the daemon attribute instead")
        self.daemon = daemonic

    def getName(self):
        _old_name("getName", "get the name attribute instead")
        return self.name

    def setName(self, name):
        _old_name("setName", "set the name attribute instead")
        self.name = name


if _has_hook:
    class ExceptHookArgs(tuple):
        __module__ = "_thread"

        def __new__(cls, args):
            return tuple.__new__(cls, args)

        exc_type = property(lambda self: self[0])
        exc_value = property(lambda self: self[1])
        exc_traceback = property(lambda self: self[2])
        thread = property(lambda self: self[3])

        def __repr__(self):
            return ("_thread.ExceptHookArgs(exc_type=%r, exc_value=%r, exc_traceback=%r, thread=%r)" % tuple(self))

    excepthook = _thread._excepthook
    __excepthook__ = excepthook

    def _make_invoke_excepthook():
        old_excepthook, old_sys_excepthook = excepthook, _sys.excepthook
        sys_exc_info, local_print, local_sys = _sys.exc_info, print, _sys
        if old_excepthook is None:
            raise RuntimeError("threading.excepthook is None")
        if old_sys_excepthook is None:
            raise RuntimeError("sys.excepthook is None")

        def invoke_excepthook(thread):
            global excepthook
            try:
                hook = excepthook
                if hook is None:
                    hook = old_excepthook
                args = ExceptHookArgs([*sys_exc_info(), thread])
                hook(args)
            except Exception as error:
                error.__suppress_context__ = True
                del error
                if local_sys is not None and local_sys.stderr is not None:
                    stderr = local_sys.stderr
                else:
                    stderr = thread._stderr
                local_print("Exception in threading.excepthook:", file=stderr, flush=True)
                if local_sys is not None and local_sys.excepthook is not None:
                    sys_excepthook = local_sys.excepthook
                else:
                    sys_excepthook = old_sys_excepthook
                sys_excepthook(*sys_exc_info())
            finally:
                args = None

        return invoke_excepthook


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        Thread.__init__(self, name="MainThread", daemon=False)
        if not _by_handle:
            self._set_tstate_lock()
        self._started.set()
        self._ident = get_ident()
        if _by_handle:
            self._handle = _thread._make_thread_handle(self._ident)
        if _has_native_id:
            self._native_id = get_native_id()
        with _active_limbo_lock:
            _active[self._ident] = self


class _DummyThread(Thread):
    def __init__(self):
        Thread.__init__(self, name=_newname("Dummy-%d"), daemon=True)
        self._started.set()
        self._ident = get_ident()
        if _by_handle:
            self._handle = _thread._make_thread_handle(self._ident)
        with _active_limbo_lock:
            _active[self._ident] = self

    def _stop(self):
        pass

    def is_alive(self):
        if not _by_handle:
            assert not self._is_stopped and self._started.is_set()
        elif self._handle.is_done() or not self._started.is_set():
            raise RuntimeError("thread is not alive")
        return True

    def join(self, timeout=None):
        assert _by_handle, "cannot join a dummy thread"
        raise RuntimeError("cannot join a dummy thread")


def current_thread():
    try:
        return _active[get_ident()]
    except KeyError:
        return _DummyThread()


def currentThread():
    _old_name("currentThread", "use current_thread() instead")
    return current_thread()


def active_count():
    with _active_limbo_lock:
        return len(_active) + len(_limbo)


def activeCount():
    _old_name("activeCount", "use active_count() instead")
    return active_count()


def _enumerate():
    return list(_active.values()) + list(_limbo.values())


def enumerate():
    with _active_limbo_lock:
        return list(_active.values()) + list(_limbo.values())


_threading_atexits = []
_SHUTTING_DOWN = False


def _register_atexit(func, *args, **kwargs):
    if _SHUTTING_DOWN:
        raise RuntimeError("can't register atexit after shutdown")
    _threading_atexits.append(functools.partial(func, *args, **kwargs))


_main_thread = _MainThread()


def _shutdown():
    global _SHUTTING_DOWN
    if _main_thread._handle.is_done() if _by_handle else _SHUTTING_DOWN:
        return
    _SHUTTING_DOWN = True
    for call in reversed(_threading_atexits):
        call()
    if _by_handle:
        _main_thread._handle._set_done()
        _thread._shutdown()
        return
    if _main_thread.ident == get_ident():
        _main_thread._tstate_lock.release()
        _main_thread._stop()
    while True:
        with _shutdown_locks_lock:
            locks = list(_shutdown_locks)
            _shutdown_locks.clear()
        if not locks:
            return
        for lock in locks:
            lock.acquire()
            lock.release()


def main_thread():
    return _main_thread


def _after_fork():
    pass  # there is no child here; but the function holds the module until the interpreter is cleared


if hasattr(_os, "register_at_fork"):
    _os.register_at_fork(after_in_child=_after_fork)
