# A name that is a container: what it holds is found later than what other names hold.
class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


listed = enumerate([Told("in a list, in an iterator")])


class Holder:
    value = Told("in a class")


class Slot:
    __slots__ = "only"


slotted = Slot()
slotted.only = Told("in a slot")
plain = Told("plain")
plain.other = Told("in an instance")
also = Told("also plain")
pair = [Told("item 0"), Told("item 1")]
_private = Told("private")
