# The main thread ends with an exception; the other is waited for and fails, too; then the functions of atexit.
import atexit
import threading
import time


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def work():
    mine = Told("local of the thread")
    time.sleep(0.1)
    print("thread goes on", threading.main_thread().is_alive(), threading.active_count())
    raise ValueError("late")


@atexit.register
def last():
    print("atexit", threading.active_count(), threading.current_thread().name)


kept = Told("global")
threading.Thread(target=work, name="worker").start()
raise KeyError("main")
