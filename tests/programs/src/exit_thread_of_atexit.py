# A function of atexit may wait for a thread; from 3.12 on none can begin any more.
import atexit
import threading


def work():
    print("in the thread")


@atexit.register
def starts():
    t = threading.Thread(target=work, name="late")
    try:
        t.start()
        t.join()
    except RuntimeError as error:
        print(error)
    print("atexit is over", t.is_alive())


print("end")
