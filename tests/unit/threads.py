import gc
gc.disable()
import threading, time
def work():
    kept = []
    kept.append(kept)
    with lock:
        time.sleep(1)
lock = threading.Lock()
all_of_them = [threading.Thread(target=work) for i in range(5)]
for t in all_of_them[:2]: t.start()
gc.collect()
for t in all_of_them[2:]: t.start()
for t in all_of_them: t.join()
