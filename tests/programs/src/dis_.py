import dis
def f(a,b=1):
    x=a+b
    for i in range(x):
        if i>2: print(i)
        try:
            with open("x") as g: pass
        except ValueError as e:
            raise
    def inner(q): return q+x
    return [inner(z) for z in range(3)]
class A:
    def m(self): return self.x
    def k(self, *a, **k): return k
dis.dis(f)
dis.dis(A)
dis.dis("a=1\nprint(a)")
print(list(dis.get_instructions(A.m))[:2])
print(dis.code_info(f))
dis.dis(lambda: 1)
for i in dis.Bytecode(A.m): print(i.opname, i.arg, i.argval, i.argrepr, i.offset, i.is_jump_target, i.opcode)
