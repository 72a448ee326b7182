import types
n=types.SimpleNamespace(b=1,a=2); n.c=3
print(n)
class C: pass
for f in (lambda: type("D",(C,),{},x=1), lambda: C.__init_subclass__(x=1), lambda: C.__init_subclass__(1)):
    try: f()
    except TypeError as e: print(e)
