# What no collection may touch at the end: the names of a thread go with the interpreter's own state.
import gc
import os
import threading


class Told:
    def __init__(self, text):
        self.text = text

    def __del__(self, write=os.write):
        write(1, b'del %s\n' % self.text.encode())


here = threading.local()
here.of_main = Told('of main')
kept = Told('kept')


def work():
    here.of_thread = Told('of thread')


thread = threading.Thread(target=work)
thread.start()
thread.join()
os.write(1, b'end\n')
gc.collect()
if hasattr(gc, 'freeze'):
    gc.freeze()
