# A second __dict__ or __weakref__ in __slots__: what the error says.
class Base:
    __slots__ = ("__weakref__",)


for names in [("__weakref__",), ("__weakref__", "__weakref__"), ("__dict__", "__dict__")]:
    try:
        type("Derived", (Base,), {"__slots__": names})
        print(names, "accepted")
    except TypeError as e:
        print(names, e)
try:
    type("Number", (int,), {"__slots__": ("__weakref__",)})
    print("accepted")
except TypeError as e:
    print(e)
