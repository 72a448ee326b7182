# Names of threading.local die with their thread; those of the main thread with the local itself.
import threading


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def work(name):
    own.here = Told(name)
    own.other = [Told(name + "'s list")]


own = threading.local()
own.here = Told("main")
for name in ("a", "b"):
    t = threading.Thread(target=work, args=(name,))
    t.start()
    t.join()
    print(name, "is over", sorted(own.__dict__))
print("end")
