class Base:
    registry = []
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Base.registry.append(cls)
class A(Base):
    pass
class B(A):
    x = 1
items = [c() for c in Base.registry]
items.clear()
subclasses = Base.__subclasses__()
subclasses = None
Base.registry.clear()
