from decimal import *
import decimal
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__module__, type(e).__name__, e)
D=Decimal
t(lambda: getcontext()); 
for s in ("1","1.10","-0","1E+5","1e-10","Infinity","-inf","NaN","sNaN12","abc","0.000001","0.0000001","1_000"," 3 ","١٢"):
    t(lambda: D(s)); t(lambda: str(D(s)))
for a in ("1","2.5","-7.3","1E+20","0","123456789.987654321","inf","nan","1E-30"):
    for b in ("3","0","-2.5","1E+3","inf","0.1"):
        x,y=D(a),D(b)
        for op in ("+","-","*","/","//","%","**","<","=="):
            t(lambda: eval("x%sy"%op))
        t(lambda: divmod(x,y)); t(lambda: x.compare(y)); t(lambda: x.max(y)); t(lambda: x.quantize(y)); t(lambda: x.remainder_near(y)); t(lambda: x.copy_sign(y)); t(lambda: x.is_nan() or hash(x))
    for m in ("sqrt","ln","log10","exp","normalize","to_integral_value","as_tuple","adjusted","number_class","next_plus","next_minus","to_eng_string","as_integer_ratio","logb","is_zero"):
        t(lambda: getattr(x,m)())
    t(lambda: int(x)); t(lambda: float(x)); t(lambda: round(x)); t(lambda: round(x,2)); t(lambda: -x); t(lambda: abs(x)); t(lambda: +x)
    for f in ("","f",".2f",",","+.3e","10.1f","<10","^12","=+8.1f","%",".1%","08.2f","g",".3g","e","n","E",".0f","_"):
        t(lambda: format(x,f))
with localcontext() as c:
    c.prec=5
    t(lambda: D(1)/D(3)); t(lambda: D("123456789")+0); t(lambda: D(2).sqrt()); t(lambda: D(2)**D("0.5")); t(lambda: D(10)**-3); t(lambda: D(3)**50)
    for r in (ROUND_UP,ROUND_DOWN,ROUND_CEILING,ROUND_FLOOR,ROUND_HALF_UP,ROUND_HALF_DOWN,ROUND_HALF_EVEN,ROUND_05UP):
        c.rounding=r
        t(lambda: +D("1.234565")); t(lambda: -D("1.234565")); t(lambda: D("2.5").to_integral_value()); t(lambda: D("1.005").quantize(D("0.01")))
    t(lambda: c.flags); t(lambda: c)
t(lambda: getcontext().prec); t(lambda: D("1E+999999")*10); t(lambda: D("1E-999999")/1000); t(lambda: Context(prec=0)); t(lambda: Context(rounding="x"))
t(lambda: sum(D(i)/10 for i in range(10))); t(lambda: sorted([D(3),D(1),D("nan")]) if 0 else sorted([D(3),D(1)])); t(lambda: D(7).fma(2,3)); t(lambda: ExtendedContext.divide(1,3)); t(lambda: BasicContext)
t(lambda: D("3.14").is_nan()); t(lambda: D(4).sqrt()); t(lambda: D("0.25")**D("0.5")); t(lambda: D(8)**(D(1)/3)); t(lambda: D(2)**100); t(lambda: pow(D(3),4,5)); t(lambda: D(1).exp()); t(lambda: D(100).ln()); t(lambda: D("1.0000001").ln()); t(lambda: D(1000).log10()); t(lambda: D(2).log10()); t(lambda: D("12.5").logical_and(1)); t(lambda: D(1011).logical_xor(D(110))); t(lambda: D(1234).rotate(2)); t(lambda: D(1234).shift(2)); t(lambda: D(1).scaleb(3)); t(lambda: D("1.20").same_quantum(D("3.45")))
import copy,pickle
t(lambda: copy.copy(D(1)) ); t(lambda: pickle.loads(pickle.dumps(D("1.5")))); t(lambda: D.__module__); t(lambda: isinstance(D(1), __import__("numbers").Number))
