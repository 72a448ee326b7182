# What errors cost the collector's counter and the heap: up to 3.11 one that is set by C code becomes an
# object only where it is handled, so that its tuple may be the one its call has just given back.
import gc, sys
def s1():
    try: ''.index('a')
    except ValueError: pass
def s2():
    try: ''.index('a')
    except: pass
def s3():
    try: [].index('a')
    except ValueError: pass
def s4():
    try: [].remove('a')
    except ValueError: pass
def s5():
    try: [].pop()
    except IndexError: pass
def s6():
    try: len(5)
    except TypeError: pass
def s7():
    try: ''.index()
    except TypeError: pass
def s8():
    try: int('q')
    except ValueError: pass
def s9():
    try: float('q')
    except ValueError: pass
def s10():
    try: chr(-1)
    except ValueError: pass
def s11():
    try: ''.index('a', 1)
    except ValueError: pass
def s12():
    try: ''.rindex('a')
    except ValueError: pass
def s13():
    try: ''.split('')
    except ValueError: pass
class C:
    pass
def s15(): getattr(C, 'q', 1)
def s16(): hasattr(C, 'q')
def s17(): getattr(gc, 'q', 1)
def s18(): getattr(C(), 'q', 1)
def s19():
    try: raise ValueError
    except ValueError:
        try: int('q')
        except ValueError: pass
def s20():
    try: C.q
    except AttributeError: pass
def s21():
    try: zz
    except NameError: pass
def s22():
    try: next(iter([]))
    except StopIteration: pass
def s23():
    try: {}['a']
    except KeyError: pass
kept = []
def s24():
    try: [][1]
    except IndexError as e: kept.append(e)
def s25():
    try: [][1]
    except IndexError as e: kept.append(e)
def s14():
    try: int('q', 5)
    except ValueError: pass
S = [s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15, s16, s17, s18, s19, s20, s21, s22, s23, s24, s25]
R = [None] * len(S)
def run(i):
    s = S[i]
    c = gc.get_count
    b = sys.getallocatedblocks
    gc.collect()
    b0 = b() + 10 ** 6
    c0 = c()[0]
    s()
    b1 = b() + 10 ** 6
    c1 = c()[0]
    R[i] = '%d %d' % (b1 - b0, c1 - c0)
for i in range(len(S)): run(i)
for i in range(len(S)): print(i + 1, R[i])
print(kept[0].args[0] is kept[1].args[0])
