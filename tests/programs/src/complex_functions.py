# cmath: functions of complex numbers.
import cmath

for z in (0j, 1 + 0j, -1 + 0j, 1j, 3 + 4j, -2.5 - 0.5j, 1e-3 + 2j, complex(-0.0, 0.0)):
    print(z, cmath.phase(z), cmath.polar(z), cmath.sqrt(z), cmath.exp(z))
    for f in (cmath.log, cmath.log10, cmath.cos, cmath.sin, cmath.cosh, cmath.sinh, cmath.acos, cmath.asin, cmath.asinh, cmath.acosh):
        try:
            r = f(z)
            print(f.__name__, "%.12g %.12g" % (r.real + 0.0, r.imag + 0.0), end="; ")
        except ValueError as error:
            print(f.__name__, error, end="; ")
    print()
print(cmath.rect(2, 0.5), cmath.rect(1, 0), cmath.isnan(cmath.nanj), cmath.isinf(cmath.infj), cmath.isfinite(1j), cmath.pi, cmath.e, cmath.tau)
print(cmath.isclose(1 + 1j, 1 + 1.0000000001j), cmath.isclose(1, 2), cmath.log(100, 10))
try:
    cmath.isclose(1, 1, rel_tol=-1)
except ValueError as error:
    print(error)
