import ctypes, sys
a = [1, 2, 3]; addr = id(a)
class PyObject(ctypes.Structure):
    _fields_ = [("refcnt", ctypes.c_ssize_t), ("typ", ctypes.c_void_p)]
class PyVar(ctypes.Structure):
    _fields_ = [("base", PyObject), ("size", ctypes.c_ssize_t)]
o = PyObject.from_address(addr)
print(o.refcnt, o.typ == id(list), ctypes.sizeof(PyObject), ctypes.sizeof(PyVar), PyVar.size, PyObject.refcnt)
b = a; print(o.refcnt); del b; print(o.refcnt)
v = PyVar.from_address(addr); print(v.size, v.base.refcnt, type(v.base).__name__); a.append(4); print(v.size)
print(ctypes.cast(addr, ctypes.py_object).value is a, ctypes.py_object(a).value is a)
p = ctypes.cast(addr, ctypes.POINTER(ctypes.c_ssize_t)); print(p[0], p.contents.value, p[2])
print(ctypes.sizeof(ctypes.c_int), ctypes.sizeof(ctypes.c_long(3)), ctypes.c_int(5), ctypes.c_long(7).value, ctypes.c_bool(1), ctypes.c_double(2.5), ctypes.c_char(b'x'))
class Pt(ctypes.Structure): _fields_ = [('x', ctypes.c_int), ('y', ctypes.c_int)]
q = Pt(1, 2); print(q.x, q.y, ctypes.sizeof(q)); q.x = 5; print(q.x, Pt(y=3).x)
try: q.z
except AttributeError as e: print(e)
print(len(ctypes.string_at(addr, 16)), int.from_bytes(ctypes.string_at(addr, 8), 'little'))
x = object(); ctypes.pythonapi.Py_IncRef(ctypes.py_object(x)); print(sys.getrefcount(x))
print(ctypes.c_long.from_address(addr).value, isinstance(q, ctypes.Structure), ctypes.POINTER(ctypes.c_int).__name__, ctypes.POINTER(Pt) is ctypes.POINTER(Pt))
n = ctypes.c_int(7); pp = ctypes.pointer(n); print(pp.contents.value, pp[0])
arr = (ctypes.c_int * 3)(1, 2, 3); print(list(arr), len(arr), arr[1], ctypes.sizeof(arr))
class U(ctypes.Union): _fields_ = [('i', ctypes.c_int), ('b', ctypes.c_ubyte)]
u = U(); u.i = 258; print(u.b, ctypes.sizeof(U))
print(ctypes.c_int(2**31).value, ctypes.c_ubyte(300).value, ctypes.c_ulong(-1).value, ctypes.c_void_p(None).value, ctypes.c_void_p(5))
try: ctypes.c_int('a')
except TypeError as e: print(e)
class B(ctypes.Structure): _fields_ = [('a', ctypes.c_byte), ('l', ctypes.c_long), ('s', ctypes.c_short)]
print(ctypes.sizeof(B), B.l.offset, B.s.offset, B.s.size)
