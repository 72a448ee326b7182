# What Thread, Condition, Semaphore, Barrier and the queues refuse, uncaught in threads so that the library's lines are told.
import queue
import threading

lock = threading.Lock()
q = queue.Queue(1)
q.put(1)
calls = {
    "start twice": lambda: threading.current_thread().start(),
    "join itself": lambda: threading.current_thread().join(),
    "join too early": lambda: threading.Thread().join(),
    "daemon too late": lambda: setattr(threading.current_thread(), "daemon", True),
    "wait without lock": lambda: threading.Condition().wait(),
    "notify without lock": lambda: threading.Condition(lock).notify(),
    "notify all": lambda: threading.Condition().notify_all(),
    "semaphore": lambda: threading.Semaphore(-1),
    "bounded": lambda: threading.BoundedSemaphore(1).release(),
    "barrier": lambda: threading.Barrier(2).wait(0.01),
    "full": lambda: q.put_nowait(2),
    "full later": lambda: q.put(2, timeout=0.01),
    "empty": lambda: queue.LifoQueue().get_nowait(),
    "empty later": lambda: queue.PriorityQueue().get(timeout=0.01),
    "task done": lambda: queue.Queue().task_done(),
    "release": lambda: lock.release(),
    "rlock": lambda: threading.RLock().release(),
}
for name, call in calls.items():
    t = threading.Thread(target=call, name=name)
    t.start()
    t.join()
