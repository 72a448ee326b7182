# A thread that starts another while the interpreter waits for it; both are waited for. A daemon is not.
import sys
import threading
import time


def second():
    time.sleep(0.05)
    print("second", threading.current_thread().daemon)


def first():
    time.sleep(0.05)
    threading.Thread(target=second).start()
    print("first is over")


def daemon():
    event.wait()
    print("never")


event = threading.Event()
threading.Thread(target=first).start()
threading.Thread(target=daemon, daemon=True).start()
print("main is over")
sys.exit(5)
