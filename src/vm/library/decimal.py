"""Decimal numbers of any precision (Modules/_decimal, written in Python as Lib/_pydecimal.py is)."""

import math as _math
import numbers as _numbers
import sys
import threading as _threading
from collections import namedtuple as _namedtuple

__all__ = ["Decimal", "Context", "DecimalTuple", "DefaultContext", "BasicContext", "ExtendedContext", "DecimalException", "Clamped",
           "InvalidOperation", "DivisionByZero", "Inexact", "Rounded", "Subnormal", "Overflow", "Underflow", "FloatOperation",
           "DivisionImpossible", "InvalidContext", "ConversionSyntax", "DivisionUndefined", "ROUND_DOWN", "ROUND_HALF_UP",
           "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP", "setcontext", "getcontext",
           "localcontext", "MAX_PREC", "MAX_EMAX", "MIN_EMIN", "MIN_ETINY", "HAVE_THREADS", "HAVE_CONTEXTVAR"]

__version__ = "1.70"
__libmpdec_version__ = "2.5.1" if "mpdec-2.5.1" not in __lacks__ else "2.4.2"

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent", module="decimal")

ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN = "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN"
ROUND_CEILING, ROUND_FLOOR, ROUND_UP = "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP"
ROUND_HALF_DOWN, ROUND_05UP = "ROUND_HALF_DOWN", "ROUND_05UP"
_ROUNDINGS = (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)

HAVE_THREADS = True
HAVE_CONTEXTVAR = True
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - (MAX_PREC - 1)


# ---- what may happen ----

class DecimalException(ArithmeticError):
    def handle(self, context, *args):
        pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    def handle(self, context, *args):
        if args:
            return args[0]._as_quiet(context)
        return _NaN


class ConversionSyntax(InvalidOperation):
    def handle(self, context, *args):
        return _NaN


class DivisionByZero(DecimalException, ZeroDivisionError):
    def handle(self, context, sign, *args):
        return _infinity(sign)


class DivisionImpossible(InvalidOperation):
    def handle(self, context, *args):
        return _NaN


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    def handle(self, context, *args):
        return _NaN


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    def handle(self, context, *args):
        return _NaN


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    def handle(self, context, sign, *args):
        if context.rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_UP):
            return _infinity(sign)
        if context.rounding == (ROUND_CEILING if sign == 0 else ROUND_FLOOR):
            return _infinity(sign)
        return _make(sign, 10 ** context.prec - 1, context.Emax - context.prec + 1)


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_signals = [Clamped, DivisionByZero, Inexact, Overflow, Rounded, Underflow, InvalidOperation, Subnormal, FloatOperation]
_condition_map = {ConversionSyntax: InvalidOperation, DivisionImpossible: InvalidOperation, DivisionUndefined: InvalidOperation,
                  InvalidContext: InvalidOperation}
_told_order = [Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow]

for _error in _signals + list(_condition_map) + [DecimalException]:
    _error.__module__ = "decimal"
del _error


# ---- contexts ----

class _SignalDict(dict):
    """Flags or traps: a bool for each signal."""

    __hash__ = None

    def __setitem__(self, key, value):
        if key not in _SIGNALS_KNOWN:
            raise KeyError("invalid error flag")
        dict.__setitem__(self, key, bool(value))

    def __delitem__(self, key):
        raise ValueError("signal keys cannot be deleted")

    def __repr__(self):
        return "{%s}" % ", ".join("%r:%r" % (s, self[s]) for s in _DICT_ORDER)

    def __reduce__(self):
        return dict, (dict(self),)


_SIGNALS_KNOWN = frozenset(_signals)
_DICT_ORDER = [InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped]


def _signal_dict(on):
    made = _SignalDict()
    for s in _DICT_ORDER:
        dict.__setitem__(made, s, s in on)
    return made


def _checked_signals(name, value):
    if isinstance(value, dict):
        for key in value:
            if key not in _SIGNALS_KNOWN:
                raise KeyError("invalid signal dict")
        if len(value) != len(_signals):
            raise KeyError("invalid signal dict")
        return _signal_dict([s for s in _signals if value[s]])
    if not isinstance(value, (list, tuple)):
        raise TypeError("argument must be a signal dict")
    for key in value:
        if key not in _SIGNALS_KNOWN:
            raise TypeError("valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n"
                            "   Overflow, Subnormal, Underflow, Rounded, Inexact,\n   Clamped]")
    return _signal_dict(value)


class Context(object):
    """How many digits results have, how they are rounded, and which events raise."""

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        default = DefaultContext if "DefaultContext" in globals() else None
        for name, value, first in (("prec", prec, 28), ("rounding", rounding, ROUND_HALF_EVEN), ("Emin", Emin, -999999),
                                   ("Emax", Emax, 999999), ("capitals", capitals, 1), ("clamp", clamp, 0)):
            if value is None:
                value = getattr(default, name) if default is not None else first
            setattr(self, name, value)
        if traps is None:
            traps = default.traps.copy() if default is not None else [DivisionByZero, Overflow, InvalidOperation]
        self.traps = traps
        self.flags = [] if flags is None else flags

    def __setattr__(self, name, value):
        if name == "prec":
            self._check_number(name, value, 1, MAX_PREC, "valid range for prec is [1, MAX_PREC]")
        elif name == "Emin":
            self._check_number(name, value, MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]")
        elif name == "Emax":
            self._check_number(name, value, 0, MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]")
        elif name == "capitals":
            self._check_number(name, value, 0, 1, "valid values for capitals are 0 or 1")
        elif name == "clamp":
            self._check_number(name, value, 0, 1, "valid values for clamp are 0 or 1")
        elif name == "rounding":
            if value not in _ROUNDINGS:
                raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                                "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        elif name in ("flags", "traps"):
            value = _checked_signals(name, value)
        elif name not in ("_ignored",):
            raise AttributeError("'decimal.Context' object has no attribute '%s'" % name)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in ("flags", "traps"):
            raise AttributeError("context attributes cannot be deleted")
        raise AttributeError("%s cannot be deleted" % name)

    @staticmethod
    def _check_number(name, value, low, high, told):
        if not isinstance(value, int):
            raise TypeError("'%s' object cannot be interpreted as an integer" % type(value).__name__)
        if not low <= value <= high:
            raise ValueError(told)

    def __repr__(self):
        return ("Context(prec=%d, rounding=%s, Emin=%d, Emax=%d, capitals=%d, clamp=%d, flags=[%s], traps=[%s])" % (
            self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
            ", ".join(s.__name__ for s in _told_order if self.flags[s]), ", ".join(s.__name__ for s in _told_order if self.traps[s])))

    def __reduce__(self):
        return (self.__class__, (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
                                 [s for s in _told_order if self.flags[s]], [s for s in _told_order if self.traps[s]]))

    def clear_flags(self):
        """No event has happened."""
        for s in _signals:
            dict.__setitem__(self.flags, s, False)

    def clear_traps(self):
        """No event raises."""
        for s in _signals:
            dict.__setitem__(self.traps, s, False)

    def copy(self):
        """A context of its own with the same settings."""
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, self.flags, self.traps)

    __copy__ = copy

    def _quiet(self):
        made = self.copy()
        made.clear_traps()
        return made

    def _with(self, prec=None, rounding=None):
        made = self.copy()
        if prec is not None:
            made.prec = prec
        if rounding is not None:
            made.rounding = rounding
        return made

    def _raise_error(self, condition, *args):
        signal = _condition_map.get(condition, condition)
        dict.__setitem__(self.flags, signal, True)
        if not self.traps[signal]:
            return condition().handle(self, *args)
        raise signal([condition])

    def Etiny(self):
        """The least exponent of a subnormal result."""
        return self.Emin - self.prec + 1

    def Etop(self):
        """The greatest exponent of a result with all digits."""
        return self.Emax - self.prec + 1

    __hash__ = None

    def create_decimal(self, num="0"):
        """A number, rounded."""
        if isinstance(num, str) and (num != num.strip() or "_" in num):
            return self._raise_error(ConversionSyntax)
        d = Decimal(num, context=self)
        if d._is_nan() and len(d._digits()) > self.prec - self.clamp and d._int:
            return self._raise_error(ConversionSyntax)
        return d._fix(self)

    def create_decimal_from_float(self, f):
        """The exact value of a float, rounded."""
        return Decimal.from_float(f)._fix(self)

    def radix(self):
        return Decimal(10)

    def clear(self):
        self.clear_flags()


def _context_method(name, operands, told=None):
    def method(self, *args):
        if len(args) < operands:
            raise TypeError("%s() missing arguments" % name)
        first = _converted(args[0], True)
        rest = [_converted(arg, True) for arg in args[1:]]
        return getattr(first, told or name)(*rest, context=self)
    method.__name__ = name
    method.__qualname__ = "Context." + name
    return method


# ---- numbers ----

def _converted(other, must=False, floats=False):
    if isinstance(other, Decimal):
        return other
    if isinstance(other, int):
        return _make(1 if other < 0 else 0, abs(int(other)), 0)
    if must:
        raise TypeError("conversion from %s to Decimal is not supported" % type(other).__name__)
    return NotImplemented


def _digits_count(n):
    return len(str(n)) if n else 1


def _make(sign, coefficient, exponent, special=False):
    """Not to be called with a class of the program: it makes a Decimal."""
    self = object.__new__(Decimal)
    object.__setattr__(self, "_sign", sign)
    object.__setattr__(self, "_int", coefficient)
    object.__setattr__(self, "_exp", exponent)
    object.__setattr__(self, "_is_special", special)
    return self


def _infinity(sign):
    return _make(sign, 0, "F", True)


def _parse(text):
    """(sign, coefficient, exponent, special) or None."""
    i, n, sign = 0, len(text), 0
    if i < n and text[i] in "+-":
        sign = 1 if text[i] == "-" else 0
        i += 1
    rest = text[i:].lower()
    if rest in ("inf", "infinity"):
        return sign, 0, "F", True
    for word, letter in (("snan", "N"), ("nan", "n")):
        if rest.startswith(word):
            digits = rest[len(word):]
            if digits and not digits.isdecimal():
                return None
            return sign, int(digits or "0"), letter, True
    mantissa, e, exponent = rest.partition("e")
    whole, point, fraction = mantissa.partition(".")
    if not (whole + fraction).isdecimal():
        return None
    exp = 0
    if e:
        digits = exponent[1:] if exponent[:1] in ("+", "-") else exponent
        if not digits.isdecimal():
            return None
        exp = int(exponent)
    return sign, int(whole + fraction), exp - len(fraction), False


class Decimal(object):
    """A decimal number."""

    __slots__ = ("_exp", "_int", "_sign", "_is_special")
    __module__ = "decimal"

    def __new__(cls, value="0", context=None):
        if isinstance(value, str):
            parsed = _parse(value.strip().replace("_", ""))
            if parsed is None:
                if context is None:
                    context = getcontext()
                found = context._raise_error(ConversionSyntax)
                parsed = found._sign, found._int, found._exp, True
        elif isinstance(value, int):
            parsed = 1 if value < 0 else 0, abs(int(value)), 0, False
        elif isinstance(value, Decimal):
            if cls is Decimal and type(value) is Decimal:
                return value
            parsed = value._sign, value._int, value._exp, value._is_special
        elif isinstance(value, (list, tuple)):
            parsed = cls._from_tuple(value)
        elif isinstance(value, float):
            if context is None:
                context = getcontext()
            context._raise_error(FloatOperation)
            found = Decimal.from_float(value)
            parsed = found._sign, found._int, found._exp, found._is_special
        else:
            raise TypeError("conversion from %s to Decimal is not supported" % type(value).__name__)
        self = object.__new__(cls)
        for name, part in zip(("_sign", "_int", "_exp", "_is_special"), parsed):
            object.__setattr__(self, name, part)
        return self

    def __setattr__(self, name, value):
        if name in Decimal.__slots__:
            raise AttributeError("'decimal.Decimal' object has no attribute '%s'" % name)
        object.__setattr__(self, name, value)

    @staticmethod
    def _from_tuple(value):
        if len(value) != 3:
            raise ValueError("argument must be a sequence of length 3")
        sign, digits, exponent = value
        if not isinstance(sign, int) or sign not in (0, 1):
            raise ValueError("sign must be an integer with the value 0 or 1")
        if not isinstance(exponent, (int, str)) or isinstance(exponent, str) and exponent not in ("F", "n", "N"):
            raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
        if exponent == "F":
            return sign, 0, "F", True
        coefficient = 0
        for digit in digits:
            if not isinstance(digit, int) or not 0 <= digit <= 9:
                raise ValueError("coefficient must be a tuple of digits")
            coefficient = coefficient * 10 + digit
        return sign, coefficient, exponent, isinstance(exponent, str)

    @classmethod
    def from_float(cls, f):
        """The exact value of a float or an int."""
        if isinstance(f, int):
            made = _make(1 if f < 0 else 0, abs(int(f)), 0)
        elif isinstance(f, float):
            if _math.isinf(f) or _math.isnan(f):
                return cls(repr(f))
            n, d = abs(f).as_integer_ratio()
            k = d.bit_length() - 1
            made = _make(0 if _math.copysign(1.0, f) == 1.0 else 1, n * 5 ** k, -k)
        else:
            raise TypeError("argument must be int or float")
        return made if cls is Decimal else cls(made)

    # ---- what it is ----

    def _digits(self):
        return str(self._int)

    def _is_nan(self):
        return self._exp == "n" or self._exp == "N"

    def _is_inf(self):
        return self._exp == "F"

    def is_nan(self):
        return self._is_nan()

    def is_qnan(self):
        return self._exp == "n"

    def is_snan(self):
        return self._exp == "N"

    def is_infinite(self):
        return self._exp == "F"

    def is_finite(self):
        return not self._is_special

    def is_signed(self):
        return self._sign == 1

    def is_zero(self):
        return not self._is_special and self._int == 0

    def is_canonical(self):
        return True

    def canonical(self):
        return self

    def is_normal(self, context=None):
        if self._is_special or not self._int:
            return False
        return (context or getcontext()).Emin <= self.adjusted()

    def is_subnormal(self, context=None):
        if self._is_special or not self._int:
            return False
        return self.adjusted() < (context or getcontext()).Emin

    def adjusted(self):
        """The exponent when one digit stands before the point."""
        return 0 if self._is_special else self._exp + _digits_count(self._int) - 1

    def radix(self):
        return Decimal(10)

    def as_tuple(self):
        """(sign, digits, exponent)"""
        if self._exp == "F":
            return DecimalTuple(self._sign, (0,), "F")
        digits = tuple(map(int, str(self._int))) if self._int or not self._is_special else ()
        return DecimalTuple(self._sign, digits, self._exp)

    def as_integer_ratio(self):
        """The number as a fraction."""
        if self._is_special:
            if self._is_nan():
                raise ValueError("cannot convert NaN to integer ratio")
            raise OverflowError("cannot convert Infinity to integer ratio")
        if not self._int:
            return 0, 1
        if self._exp >= 0:
            n, d = self._int * 10 ** self._exp, 1
        else:
            d = 10 ** -self._exp
            common = _math.gcd(self._int, d)
            n, d = self._int // common, d // common
        return (-n if self._sign else n), d

    def number_class(self, context=None):
        if self.is_snan():
            return "sNaN"
        if self.is_qnan():
            return "NaN"
        sign = "-" if self._sign else "+"
        if self._is_inf():
            return sign + "Infinity"
        if self.is_zero():
            return sign + "Zero"
        return sign + ("Subnormal" if self.is_subnormal(context) else "Normal")

    # ---- text ----

    def __repr__(self):
        return "Decimal('%s')" % str(self)

    def __str__(self, eng=False, context=None):
        sign = "-" if self._sign else ""
        if self._is_special:
            if self._exp == "F":
                return sign + "Infinity"
            return sign + ("NaN" if self._exp == "n" else "sNaN") + (str(self._int) if self._int else "")
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            point = left
        elif not eng:
            point = 1
        elif not self._int:
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            whole, fraction = "0", "." + "0" * -point + digits
        elif point >= len(digits):
            whole, fraction = digits + "0" * (point - len(digits)), ""
        else:
            whole, fraction = digits[:point], "." + digits[point:]
        exponent = ""
        if left != point:
            if context is None:
                context = getcontext()
            exponent = ("e", "E")[context.capitals] + "%+d" % (left - point)
        return sign + whole + fraction + exponent

    def to_eng_string(self, context=None):
        """With an exponent that is a multiple of three."""
        return self.__str__(eng=True, context=context)

    def __format__(self, specifier, context=None):
        if not isinstance(specifier, str):
            raise TypeError("format argument must be str")
        return _formatted(self, specifier, context or getcontext())

    def __hash__(self):
        if self._is_special:
            if self.is_snan():
                raise TypeError("Cannot hash a signaling NaN value")
            if self.is_nan():
                return object.__hash__(self) if "nan-by-object" not in _lacked else 0
            return -sys.hash_info.inf if self._sign else sys.hash_info.inf
        modulus = sys.hash_info.modulus
        power = pow(10, self._exp, modulus) if self._exp >= 0 else pow(pow(10, modulus - 2, modulus), -self._exp, modulus)
        found = self._int * power % modulus
        answer = -found if self._sign else found
        return -2 if answer == -1 else answer

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __copy__(self):
        return self if type(self) is Decimal else self.__class__(str(self))

    def __deepcopy__(self, memo):
        return self if type(self) is Decimal else self.__class__(str(self))

    # ---- rounding ----

    def _as_quiet(self, context):
        if self._exp in ("n", "N"):
            most = context.prec - context.clamp
            payload = str(self._int)
            if len(payload) > most:
                payload = payload[-most:] if most > 0 else "0"
            return _make(self._sign, int(payload), "n", True)
        return _NaN

    def _check_nans(self, other=None, context=None):
        if not self._is_special and (other is None or not other._is_special):
            return None
        if not self._is_nan() and not (other is not None and other._is_nan()):
            return None
        if context is None:
            context = getcontext()
        for one in (self, other):
            if one is not None and one._exp == "N":
                return context._raise_error(InvalidOperation, one)
        for one in (self, other):
            if one is not None and one._exp == "n":
                return one._as_quiet(context)
        return None

    def _rescale(self, exp, rounding):
        """The nearest number with that exponent."""
        if self._is_special or not self._int:
            return self if self._is_special else _make(self._sign, 0, exp)
        if self._exp >= exp:
            return _make(self._sign, self._int * 10 ** (self._exp - exp), exp)
        return _make(self._sign, _rounded(self._sign, self._int, exp - self._exp, rounding), exp)

    def _fix(self, context):
        """As many digits as the context has, its events told."""
        if self._is_special:
            return self._as_quiet_kind(context) if self._is_nan() else self._plain()
        etiny, etop = context.Etiny(), context.Etop()
        if not self._int:
            top = etop if context.clamp else context.Emax
            exp = min(max(self._exp, etiny), top)
            if exp != self._exp:
                context._raise_error(Clamped)
                return _make(self._sign, 0, exp)
            return self._plain()
        count = _digits_count(self._int)
        least = count + self._exp - context.prec
        if least > etop:
            answer = context._raise_error(Overflow, self._sign)
            context._raise_error(Inexact)
            context._raise_error(Rounded)
            return answer
        subnormal = least < etiny
        if subnormal:
            least = etiny
        if self._exp < least:
            drop = least - self._exp
            coefficient = _rounded(self._sign, self._int, drop, context.rounding)
            changed = coefficient * 10 ** drop != self._int
            if _digits_count(coefficient) > context.prec:
                coefficient //= 10
                least += 1
            answer = _make(self._sign, coefficient, least) if least <= etop else None
            if answer is None:
                answer = context._raise_error(Overflow, self._sign)
            if changed and subnormal:
                context._raise_error(Underflow)
            if subnormal:
                context._raise_error(Subnormal)
            if changed:
                context._raise_error(Inexact)
            context._raise_error(Rounded)
            if not answer:
                context._raise_error(Clamped)
            return answer
        if subnormal:
            context._raise_error(Subnormal)
        if context.clamp and self._exp > etop:
            context._raise_error(Clamped)
            return _make(self._sign, self._int * 10 ** (self._exp - etop), etop)
        return self._plain()

    def _as_quiet_kind(self, context):
        most = context.prec - context.clamp
        payload = str(self._int)
        if self._int and len(payload) > most:
            return _make(self._sign, int(payload[-most:] if most > 0 else "0"), self._exp, True)
        return self._plain()

    def _plain(self):
        return self if type(self) is Decimal else _make(self._sign, self._int, self._exp, self._is_special)

    def __round__(self, n=None):
        if n is not None:
            if not isinstance(n, int):
                raise TypeError("optional arg must be an integer")
            return self.quantize(_make(0, 1, -n))
        if self._is_special:
            if self.is_nan():
                raise ValueError("cannot convert NaN to integer")
            raise OverflowError("cannot convert Infinity to integer")
        return int(self._rescale(0, ROUND_HALF_EVEN))

    def __floor__(self):
        return self._whole(ROUND_FLOOR)

    def __ceil__(self):
        return self._whole(ROUND_CEILING)

    def _whole(self, rounding):
        if self._is_special:
            if self.is_nan():
                raise ValueError("cannot convert NaN to integer")
            raise OverflowError("cannot convert Infinity to integer")
        return int(self._rescale(0, rounding))

    def __int__(self):
        return self._whole(ROUND_DOWN) if self._is_special or self._exp < 0 else (
            -(self._int * 10 ** self._exp) if self._sign else self._int * 10 ** self._exp)

    __trunc__ = __int__

    def __float__(self):
        if self.is_snan():
            raise ValueError("cannot convert signaling NaN to float")
        if self._is_nan():
            return float("-nan" if self._sign else "nan")
        return float(str(self))

    def __complex__(self):
        return complex(float(self))

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def conjugate(self):
        return self

    def __bool__(self):
        return self._is_special or self._int != 0

    # ---- comparison ----

    def _cmp(self, other):
        if self._is_special or other._is_special:
            a = 0 if not self._is_inf() else -1 if self._sign else 1
            b = 0 if not other._is_inf() else -1 if other._sign else 1
            return (a > b) - (a < b)
        if not self._int or not other._int:
            a = 0 if not self._int else -1 if self._sign else 1
            b = 0 if not other._int else -1 if other._sign else 1
            return (a > b) - (a < b)
        if self._sign != other._sign:
            return -1 if self._sign else 1
        a, b = self.adjusted(), other.adjusted()
        if a == b:
            low = min(self._exp, other._exp)
            a, b = self._int * 10 ** (self._exp - low), other._int * 10 ** (other._exp - low)
        order = (a > b) - (a < b)
        return -order if self._sign else order

    def _for_comparison(self, other, equality=False):
        if isinstance(other, Decimal):
            return self, other
        if isinstance(other, _numbers.Rational):
            if not self._is_special:
                self = _make(self._sign, self._int * other.denominator, self._exp)
            return self, Decimal(other.numerator)
        if equality and isinstance(other, complex) and other.imag == 0:
            other = other.real
        if isinstance(other, float):
            context = getcontext()
            if equality:
                dict.__setitem__(context.flags, FloatOperation, True)
            else:
                context._raise_error(FloatOperation)
            return self, Decimal.from_float(other)
        return NotImplemented, NotImplemented

    def __eq__(self, other, context=None):
        self, other = self._for_comparison(other, True)
        if other is NotImplemented:
            return other
        if self._is_nan() or other._is_nan():
            if self.is_snan() or other.is_snan():
                (context or getcontext())._raise_error(InvalidOperation)
            return False
        return self._cmp(other) == 0

    def _ordered(self, other, test):
        self, other = self._for_comparison(other)
        if other is NotImplemented:
            return other
        if self._is_nan() or other._is_nan():
            getcontext()._raise_error(InvalidOperation)
            return False
        return test(self._cmp(other))

    def __lt__(self, other):
        return self._ordered(other, lambda order: order < 0)

    def __le__(self, other):
        return self._ordered(other, lambda order: order <= 0)

    def __gt__(self, other):
        return self._ordered(other, lambda order: order > 0)

    def __ge__(self, other):
        return self._ordered(other, lambda order: order >= 0)

    def compare(self, other, context=None):
        """-1, 0, 1 or NaN as a Decimal."""
        other = _converted(other, True)
        found = self._check_nans(other, context)
        return found if found is not None else Decimal(self._cmp(other))

    def compare_signal(self, other, context=None):
        other = _converted(other, True)
        if self._is_nan() or other._is_nan():
            context = context or getcontext()
            bad = self if self.is_snan() or not other.is_snan() and self._is_nan() else other
            return context._raise_error(InvalidOperation, bad)
        return self.compare(other, context)

    def compare_total(self, other, context=None):
        """The order of all representations."""
        other = _converted(other, True)
        if self._sign != other._sign:
            return _MinusOne if self._sign else _One
        order = self._total(other)
        return Decimal(-order if self._sign else order)

    def _total(self, other):
        ranks = [{"N": 2, "n": 3, "F": 1}.get(one._exp, 0) for one in (self, other)]
        if ranks[0] != ranks[1]:
            return 1 if ranks[0] > ranks[1] else -1
        if ranks[0] >= 2:
            a, b = self._int, other._int
            return (a > b) - (a < b)
        if ranks[0] == 1:
            return 0
        a, b = _make(0, self._int, self._exp), _make(0, other._int, other._exp)
        order = a._cmp(b)
        return order or (self._exp > other._exp) - (self._exp < other._exp)

    def compare_total_mag(self, other, context=None):
        return self.copy_abs().compare_total(_converted(other, True).copy_abs())

    def same_quantum(self, other, context=None):
        """Have both the same exponent?"""
        other = _converted(other, True)
        if self._is_special or other._is_special:
            return self._is_nan() and other._is_nan() or self._is_inf() and other._is_inf()
        return self._exp == other._exp

    # ---- signs ----

    def copy_abs(self):
        return _make(0, self._int, self._exp, self._is_special)

    def copy_negate(self):
        return _make(1 - self._sign, self._int, self._exp, self._is_special)

    def copy_sign(self, other, context=None):
        return _make(_converted(other, True)._sign, self._int, self._exp, self._is_special)

    def __neg__(self, context=None):
        found = self._check_nans(context=context)
        if found is not None:
            return found
        context = context or getcontext()
        answer = self.copy_abs() if not self and context.rounding != ROUND_FLOOR else self.copy_negate()
        return answer._fix(context)

    def __pos__(self, context=None):
        found = self._check_nans(context=context)
        if found is not None:
            return found
        context = context or getcontext()
        return (self.copy_abs() if not self and context.rounding != ROUND_FLOOR else self)._fix(context)

    def __abs__(self, round=True, context=None):
        found = self._check_nans(context=context)
        if found is not None:
            return found
        return self.__neg__(context=context) if self._sign else self.__pos__(context=context)

    # ---- the four operations ----

    def __add__(self, other, context=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        if self._is_special or other._is_special:
            found = self._check_nans(other, context)
            if found is not None:
                return found
            if self._is_inf():
                if other._is_inf() and self._sign != other._sign:
                    return context._raise_error(InvalidOperation)
                return self._plain()
            return other._plain()
        exp = min(self._exp, other._exp)
        negative_zero = 1 if context.rounding == ROUND_FLOOR and self._sign != other._sign else 0
        if not self._int and not other._int:
            return _make(1 if self._sign and other._sign else negative_zero, 0, exp)._fix(context)
        if not self._int or not other._int:
            one, zero = (other, self) if not self._int else (self, other)
            exp = max(exp, one._exp - context.prec - 1)
            return one._rescale(exp, context.rounding)._fix(context)
        a, b = self, other
        if a._exp < b._exp:
            a, b = b, a
        # what is far below the last digit only says that there is something
        far = a._exp + min(-1, _digits_count(a._int) - context.prec - 2)
        if b._exp + _digits_count(b._int) - 1 < far:
            b = _make(b._sign, 1, far)
        low = min(a._exp, b._exp)
        total = (-1 if a._sign else 1) * a._int * 10 ** (a._exp - low) + (-1 if b._sign else 1) * b._int * 10 ** (b._exp - low)
        if total == 0:
            return _make(negative_zero, 0, exp)._fix(context)
        return _make(1 if total < 0 else 0, abs(total), low)._fix(context)

    __radd__ = __add__

    def __sub__(self, other, context=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        if self._is_nan() or other._is_nan():
            found = self._check_nans(other, context)
            if found is not None:
                return found
        return self.__add__(other.copy_negate(), context=context)

    def __rsub__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else other.__sub__(self, context=context)

    def __mul__(self, other, context=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        sign = self._sign ^ other._sign
        if self._is_special or other._is_special:
            found = self._check_nans(other, context)
            if found is not None:
                return found
            if self._is_inf() and not other or other._is_inf() and not self:
                return context._raise_error(InvalidOperation)
            return _infinity(sign)
        return _make(sign, self._int * other._int, self._exp + other._exp)._fix(context)

    __rmul__ = __mul__

    def __truediv__(self, other, context=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        sign = self._sign ^ other._sign
        if self._is_special or other._is_special:
            found = self._check_nans(other, context)
            if found is not None:
                return found
            if self._is_inf() and other._is_inf():
                return context._raise_error(InvalidOperation)
            if self._is_inf():
                return _infinity(sign)
            context._raise_error(Clamped)
            return _make(sign, 0, context.Etiny())
        if not other._int:
            if not self._int:
                return context._raise_error(DivisionUndefined)
            return context._raise_error(DivisionByZero, sign)
        if not self._int:
            return _make(sign, 0, self._exp - other._exp)._fix(context)
        shift = _digits_count(other._int) - _digits_count(self._int) + context.prec + 1
        exp = self._exp - other._exp - shift
        if shift >= 0:
            coefficient, rest = divmod(self._int * 10 ** shift, other._int)
        else:
            coefficient, rest = divmod(self._int, other._int * 10 ** -shift)
        if rest:
            if coefficient % 5 == 0:
                coefficient += 1
        else:
            ideal = self._exp - other._exp
            while exp < ideal and coefficient % 10 == 0:
                coefficient //= 10
                exp += 1
        return _make(sign, coefficient, exp)._fix(context)

    def __rtruediv__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else other.__truediv__(self, context=context)

    def _divided(self, other, context):
        """(quotient, rest) of whole numbers."""
        sign = self._sign ^ other._sign
        ideal = self._exp if other._is_inf() else min(self._exp, other._exp)
        apart = self.adjusted() - other.adjusted()
        if not self._int or other._is_inf() or apart <= -2:
            return _make(sign, 0, 0), self._rescale(ideal, context.rounding)
        if apart <= context.prec:
            a, b = self._int, other._int
            if self._exp >= other._exp:
                a *= 10 ** (self._exp - other._exp)
            else:
                b *= 10 ** (other._exp - self._exp)
            quotient, rest = divmod(a, b)
            if quotient < 10 ** context.prec:
                return _make(sign, quotient, 0), _make(self._sign, rest, ideal)
        answer = context._raise_error(DivisionImpossible)
        return answer, answer

    def _division(self, other, context, rest_wanted):
        """What is not divided at all, or None."""
        found = self._check_nans(other, context)
        if found is not None:
            return found, found
        sign = self._sign ^ other._sign
        if self._is_inf():
            if other._is_inf() or rest_wanted == 1:
                bad = context._raise_error(InvalidOperation)
                return bad, bad
            return _infinity(sign), context._raise_error(InvalidOperation) if rest_wanted else None
        if not other:
            if not self or rest_wanted == 1:
                bad = context._raise_error(DivisionUndefined if not self else InvalidOperation)
                return bad, bad
            if not rest_wanted:
                return context._raise_error(DivisionByZero, sign), None
            for signal in (InvalidOperation, DivisionByZero):
                dict.__setitem__(context.flags, signal, True)
            for signal in (InvalidOperation, DivisionByZero):
                if context.traps[signal]:
                    raise signal([InvalidOperation, DivisionByZero])
            return _infinity(sign), _NaN
        return None

    def __divmod__(self, other, context=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        found = self._division(other, context, 2)
        if found is not None:
            return found
        quotient, rest = self._divided(other, context)
        return quotient, rest._fix(context)

    def __rdivmod__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else other.__divmod__(self, context=context)

    def __mod__(self, other, context=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        found = self._division(other, context, 1)
        return found[1] if found is not None else self._divided(other, context)[1]._fix(context)

    def __rmod__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else other.__mod__(self, context=context)

    def __floordiv__(self, other, context=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        found = self._division(other, context, 0)
        return found[0] if found is not None else self._divided(other, context)[0]

    def __rfloordiv__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else other.__floordiv__(self, context=context)

    def remainder_near(self, other, context=None):
        """The rest of the nearest quotient."""
        context = context or getcontext()
        other = _converted(other, True)
        found = self._check_nans(other, context)
        if found is not None:
            return found
        if self._is_inf():
            return context._raise_error(InvalidOperation)
        if not other:
            return context._raise_error(InvalidOperation if self else DivisionUndefined)
        if other._is_inf():
            return self._plain()._fix(context)
        ideal = min(self._exp, other._exp)
        if not self:
            return _make(self._sign, 0, ideal)._fix(context)
        apart = self.adjusted() - other.adjusted()
        if apart >= context.prec + 1:
            return context._raise_error(DivisionImpossible)
        if apart <= -2:
            return self._rescale(ideal, context.rounding)._fix(context)
        a, b = self._int * 10 ** (self._exp - ideal), other._int * 10 ** (other._exp - ideal)
        q, r = divmod(a, b)
        if 2 * r + (q & 1) > b:
            r -= b
            q += 1
        if q >= 10 ** context.prec:
            return context._raise_error(DivisionImpossible)
        sign = self._sign
        if r < 0:
            sign, r = 1 - sign, -r
        return _make(sign, r, ideal)._fix(context)

    def fma(self, other, third, context=None):
        """self * other + third, rounded once."""
        other, third = _converted(other, True), _converted(third, True)
        context = context or getcontext()
        if self._is_special or other._is_special:
            for one in (self, other, third):
                if one.is_snan():
                    return context._raise_error(InvalidOperation, one)
            for one in (self, other, third):
                if one.is_qnan():
                    return one._as_quiet(context)
            if self._is_inf() and not other or other._is_inf() and not self:
                return context._raise_error(InvalidOperation)
            product = _infinity(self._sign ^ other._sign)
        else:
            product = _make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp)
        return product.__add__(third, context)

    # ---- powers and logarithms ----

    def sqrt(self, context=None):
        """The square root."""
        context = context or getcontext()
        if self._is_special:
            found = self._check_nans(context=context)
            if found is not None:
                return found
            if not self._sign:
                return self._plain()
        if not self:
            return _make(self._sign, 0, self._exp >> 1)._fix(context)
        if self._sign:
            return context._raise_error(InvalidOperation)
        prec = context.prec + 1
        e = self._exp >> 1
        if self._exp & 1:
            c = self._int * 10
            length = (_digits_count(self._int) >> 1) + 1
        else:
            c = self._int
            length = _digits_count(self._int) + 1 >> 1
        shift = prec - length
        if shift >= 0:
            c *= 100 ** shift
            exact = True
        else:
            c, rest = divmod(c, 100 ** -shift)
            exact = not rest
        e -= shift
        n = _isqrt(c)
        exact = exact and n * n == c
        if exact:
            if shift >= 0:
                n //= 10 ** shift
            else:
                n *= 10 ** -shift
            e += shift
        elif n % 5 == 0:
            n += 1
        return _make(0, n, e)._fix(context._with(rounding=ROUND_HALF_EVEN)) if not exact else _shared(_make(0, n, e), context, ROUND_HALF_EVEN)

    def _enough(self, context, work):
        """The result of work(digits) = (coefficient, exponent), with as many digits as it takes to round it."""
        extra = 3
        while True:
            coefficient, exp = work(context.prec + extra)
            text = str(abs(coefficient))
            tail = text[context.prec + 1:]
            if coefficient and len(text) > context.prec + 1 and tail.strip("0") and tail.strip("9") and (
                    coefficient % (5 * 10 ** (len(text) - context.prec - 1))):
                return coefficient, exp
            extra += 3
            if extra > 60 + context.prec:
                return coefficient, exp

    def exp(self, context=None):
        """e to that power."""
        context = context or getcontext()
        found = self._check_nans(context=context)
        if found is not None:
            return found
        if self._is_inf():
            return _make(0, 0, 0) if self._sign else self._plain()
        if not self:
            return _One
        adjusted = self.adjusted()
        if adjusted > 19:
            answer = _make(0, 1, context.Emax + 1) if not self._sign else _make(0, 1, context.Etiny() - 1)
        elif adjusted < -context.prec - 1:
            digits = 10 ** (context.prec + 2)
            answer = _make(0, digits + (1 if not self._sign else -1), -context.prec - 2)
        else:
            c, e = self._enough(context, lambda places: _dexp(-self._int if self._sign else self._int, self._exp, places))
            answer = _make(0, c, e)
        return _shared(answer, context, ROUND_HALF_EVEN)

    def ln(self, context=None):
        """The natural logarithm."""
        context = context or getcontext()
        found = self._check_nans(context=context)
        if found is not None:
            return found
        if not self:
            return _infinity(1)
        if self._exp == "F" and not self._sign:
            return self._plain()
        if self == _One:
            return _make(0, 0, 0)
        if self._sign:
            return context._raise_error(InvalidOperation)
        c, e = self._enough(context, lambda places: _dlog(self._int, self._exp, places))
        return _shared(_make(1 if c < 0 else 0, abs(c), e), context, ROUND_HALF_EVEN)

    def log10(self, context=None):
        """The logarithm to base ten."""
        context = context or getcontext()
        found = self._check_nans(context=context)
        if found is not None:
            return found
        if not self:
            return _infinity(1)
        if self._exp == "F" and not self._sign:
            return self._plain()
        if self._sign:
            return context._raise_error(InvalidOperation)
        digits = str(self._int)
        if digits[0] == "1" and not digits[1:].strip("0"):
            return Decimal(self._exp + len(digits) - 1)._fix(context)
        c, e = self._enough(context, lambda places: _dlog10(self._int, self._exp, places))
        return _shared(_make(1 if c < 0 else 0, abs(c), e), context, ROUND_HALF_EVEN)

    def logb(self, context=None):
        """adjusted() as a Decimal."""
        found = self._check_nans(context=context)
        if found is not None:
            return found
        context = context or getcontext()
        if self._is_inf():
            return _infinity(0)
        if not self:
            return context._raise_error(DivisionByZero, 1)
        return Decimal(self.adjusted())._fix(context)

    def __pow__(self, other, modulo=None, context=None):
        other = _converted(other)
        if other is NotImplemented:
            return other
        context = context or getcontext()
        if modulo is not None:
            return self._power_modulo(other, modulo, context)
        found = self._check_nans(other, context)
        if found is not None:
            return found
        if not other:
            return context._raise_error(InvalidOperation) if not self else _One
        sign = 0
        base = self
        if self._sign:
            if other._is_whole():
                if not other._is_even():
                    sign = 1
            elif self:
                return context._raise_error(InvalidOperation)
            base = self.copy_negate()
        if not base:
            return _make(sign, 0, 0) if not other._sign else _infinity(sign)
        if base._is_inf():
            return _infinity(sign) if not other._sign else _make(sign, 0, 0)
        if base == _One:
            if other._is_whole():
                if other._sign:
                    times = 0
                elif other > context.prec:
                    times = context.prec
                else:
                    times = int(other)
                exp = base._exp * times
                if exp < 1 - context.prec:
                    exp = 1 - context.prec
                    context._raise_error(Rounded)
            else:
                context._raise_error(Inexact)
                context._raise_error(Rounded)
                exp = 1 - context.prec
            return _make(sign, 10 ** -exp, exp)
        adjusted = base.adjusted()
        if other._is_inf():
            return _make(sign, 0, 0) if (not other._sign) == (adjusted < 0) else _infinity(sign)
        if other._is_whole() and abs(int(other)) <= 10 * context.prec + 1000:
            answer = _whole_power(base, int(other), context, sign)
            if answer is not None:
                return answer
        size = (adjusted + 0.5) * 2.302585 * float(other)
        if size > 2.4e18 or size > context.Emax * 2.4 + 100:
            return _make(sign, 1, context.Emax + 1)._fix(context)
        if size < -2.4e18 or size < context.Etiny() * 2.4 - 100:
            return _make(sign, 1, context.Etiny() - 1)._fix(context)
        exact = _exact_root(base, other, context)
        if exact is not None:
            return _make(sign, exact._int, exact._exp)._fix(context)

        def work(places):
            return _dpower(base._int, base._exp, -other._int if other._sign else other._int, other._exp, places)
        c, e = self._enough(context, work)
        return _make(sign, c, e)._fix(context)

    def __rpow__(self, other, context=None):
        other = _converted(other)
        return other if other is NotImplemented else other.__pow__(self, context=context)

    def _power_modulo(self, other, modulo, context):
        modulo = _converted(modulo)
        if modulo is NotImplemented:
            return modulo
        for one in (self, other, modulo):
            if one.is_snan():
                return context._raise_error(InvalidOperation, one)
        for one in (self, other, modulo):
            if one.is_qnan():
                return one._as_quiet(context)
        if not (self._is_whole() and other._is_whole() and modulo._is_whole()) or other < 0 or not modulo \
                or modulo.adjusted() >= context.prec or not other and not self:
            return context._raise_error(InvalidOperation)
        sign = 0 if other._is_even() else self._sign
        return _make(sign, pow(abs(int(self)), int(other), abs(int(modulo))), 0)

    def _is_whole(self):
        if self._is_special:
            return False
        if self._exp >= 0:
            return True
        return self._int % 10 ** -self._exp == 0

    def _is_even(self):
        return not self or self._exp > 0 or (self._int // 10 ** -self._exp) % 2 == 0

    # ---- other operations ----

    def quantize(self, exp, rounding=None, context=None):
        """The number with the exponent of another one."""
        exp = _converted(exp, True)
        context = context or getcontext()
        if rounding is None:
            rounding = context.rounding
        elif rounding not in _ROUNDINGS:
            Context(rounding=rounding)
        if self._is_special or exp._is_special:
            found = self._check_nans(exp, context)
            if found is not None:
                return found
            if exp._is_inf() and self._is_inf():
                return self._plain()
            return context._raise_error(InvalidOperation)
        if not context.Etiny() <= exp._exp <= context.Emax:
            return context._raise_error(InvalidOperation)
        if not self:
            return _make(self._sign, 0, exp._exp)._fix(context)
        if self.adjusted() > context.Emax or self.adjusted() - exp._exp + 1 > context.prec:
            return context._raise_error(InvalidOperation)
        answer = self._rescale(exp._exp, rounding)
        if answer.adjusted() > context.Emax or _digits_count(answer._int) > context.prec:
            return context._raise_error(InvalidOperation)
        if answer and answer.adjusted() < context.Emin:
            context._raise_error(Subnormal)
        if answer._exp > self._exp:
            if answer != self:
                context._raise_error(Inexact)
            context._raise_error(Rounded)
        return answer._fix(context)

    def to_integral_exact(self, rounding=None, context=None):
        """The nearest whole number, its events told."""
        if self._is_special:
            found = self._check_nans(context=context)
            return found if found is not None else self._plain()
        if self._exp >= 0:
            return self._plain()
        if not self:
            return _make(self._sign, 0, 0)
        context = context or getcontext()
        answer = self._rescale(0, rounding or context.rounding)
        if answer != self:
            context._raise_error(Inexact)
        context._raise_error(Rounded)
        return answer

    def to_integral_value(self, rounding=None, context=None):
        """The nearest whole number."""
        context = context or getcontext()
        if self._is_special:
            found = self._check_nans(context=context)
            return found if found is not None else self._plain()
        return self._plain() if self._exp >= 0 else self._rescale(0, rounding or context.rounding)

    to_integral = to_integral_value

    def normalize(self, context=None):
        """Without zeros at the end."""
        context = context or getcontext()
        found = self._check_nans(context=context)
        if found is not None:
            return found
        answer = self._fix(context)
        if answer._is_inf():
            return answer
        if not answer:
            return _make(answer._sign, 0, 0)
        top = context.Etop() if context.clamp else context.Emax
        c, e = answer._int, answer._exp
        while c % 10 == 0 and e < top:
            c //= 10
            e += 1
        return _make(answer._sign, c, e)

    def _chosen(self, other, context, greatest, magnitude):
        other = _converted(other, True)
        context = context or getcontext()
        if self._is_nan() or other._is_nan():
            if self.is_qnan() and not other._is_nan():
                return other._fix(context)
            if other.is_qnan() and not self._is_nan():
                return self._fix(context)
            return self._check_nans(other, context)
        order = self.copy_abs()._cmp(other.copy_abs()) if magnitude else 0
        order = order or self._cmp(other)
        if order == 0:
            order = int(self.compare_total(other))
        return (self if (order > 0) == greatest or order == 0 else other)._fix(context)

    def max(self, other, context=None):
        return self._chosen(other, context, True, False)

    def min(self, other, context=None):
        return self._chosen(other, context, False, False)

    def max_mag(self, other, context=None):
        return self._chosen(other, context, True, True)

    def min_mag(self, other, context=None):
        return self._chosen(other, context, False, True)

    def next_minus(self, context=None):
        """The greatest number that is less."""
        context = context or getcontext()
        found = self._check_nans(context=context)
        if found is not None:
            return found
        if self._is_inf():
            return self._plain() if self._sign else _make(0, 10 ** context.prec - 1, context.Etop())
        return self._next(ROUND_FLOOR, 1, context)

    def next_plus(self, context=None):
        """The least number that is greater."""
        context = context or getcontext()
        found = self._check_nans(context=context)
        if found is not None:
            return found
        if self._is_inf():
            return self._plain() if not self._sign else _make(1, 10 ** context.prec - 1, context.Etop())
        return self._next(ROUND_CEILING, 0, context)

    def _next(self, rounding, sign, context):
        quiet = context._quiet()
        quiet.rounding = rounding
        found = self._fix(quiet)
        if found != self:
            return found
        return self.__add__(_make(sign, 1, quiet.Etiny() - 1), quiet)

    def next_toward(self, other, context=None):
        other = _converted(other, True)
        context = context or getcontext()
        found = self._check_nans(other, context)
        if found is not None:
            return found
        order = self._cmp(other)
        if order == 0:
            return self.copy_sign(other)
        answer = self.next_plus(context) if order < 0 else self.next_minus(context)
        if answer._is_inf():
            context._raise_error(Overflow, answer._sign)
            context._raise_error(Inexact)
            context._raise_error(Rounded)
        elif answer.adjusted() < context.Emin:
            for event in (Underflow, Subnormal, Inexact, Rounded):
                context._raise_error(event)
            if not answer:
                context._raise_error(Clamped)
        return answer

    def scaleb(self, other, context=None):
        """The exponent, made greater by a whole number."""
        context = context or getcontext()
        other = _converted(other, True)
        found = self._check_nans(other, context)
        if found is not None:
            return found
        limit = 2 * (context.Emax + context.prec)
        if other._exp != 0 or not -limit <= int(other) <= limit:
            return context._raise_error(InvalidOperation)
        if self._is_inf():
            return self._plain()
        return _make(self._sign, self._int, self._exp + int(other))._fix(context)

    def _moved(self, other, context, circle):
        context = context or getcontext()
        other = _converted(other, True)
        found = self._check_nans(other, context)
        if found is not None:
            return found
        if other._exp != 0 or not -context.prec <= int(other) <= context.prec:
            return context._raise_error(InvalidOperation)
        if self._is_inf():
            return self._plain()
        by = int(other)
        digits = str(self._int).rjust(context.prec, "0")[-context.prec:]
        if circle:
            digits = digits[by:] + digits[:by]
        else:
            digits = digits[:by] if by < 0 else (digits + "0" * by)[-context.prec:]
        return _make(self._sign, int(digits or "0"), self._exp)

    def rotate(self, other, context=None):
        return self._moved(other, context, True)

    def shift(self, other, context=None):
        return self._moved(other, context, False)

    def _is_logical(self):
        return self._sign == 0 and self._exp == 0 and not set(str(self._int)) - {"0", "1"}

    def _logical(self, other, context, both):
        context = context or getcontext()
        other = _converted(other, True)
        if not self._is_logical() or not other._is_logical():
            return context._raise_error(InvalidOperation)
        a, b = (str(one._int).rjust(context.prec, "0")[-context.prec:] for one in (self, other))
        return _make(0, int("".join(str(both(int(x), int(y))) for x, y in zip(a, b))), 0)

    def logical_and(self, other, context=None):
        return self._logical(other, context, lambda x, y: x & y)

    def logical_or(self, other, context=None):
        return self._logical(other, context, lambda x, y: x | y)

    def logical_xor(self, other, context=None):
        return self._logical(other, context, lambda x, y: x ^ y)

    def logical_invert(self, context=None):
        context = context or getcontext()
        return self.logical_xor(_make(0, int("1" * context.prec), 0), context)


_lacked = __lacks__


def _shared(number, context, rounding):
    """Rounded another way; the events are those of the context."""
    other = context._with(rounding=rounding)
    object.__setattr__(other, "flags", context.flags)
    return number._fix(other)


def _rounded(sign, coefficient, drop, rounding):
    """The coefficient without its last digits."""
    if drop > 0 and drop > _digits_count(coefficient) + 1:
        kept, rest, half = 0, 1 if coefficient else 0, 3
    else:
        unit = 10 ** drop
        kept, rest = divmod(coefficient, unit)
        half = unit
    if not rest:
        return kept
    order = (2 * rest > half) - (2 * rest < half)
    if rounding == ROUND_DOWN:
        up = False
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = bool(sign)
    elif rounding == ROUND_05UP:
        up = kept % 5 == 0
    elif order:
        up = order > 0
    elif rounding == ROUND_HALF_UP:
        up = True
    elif rounding == ROUND_HALF_DOWN:
        up = False
    else:
        up = kept & 1 == 1
    return kept + up


def _isqrt(n):
    if n == 0:
        return 0
    x = 1 << (n.bit_length() + 1 >> 1)
    while True:
        y = x + n // x >> 1
        if y >= x:
            return x
        x = y


# ---- series, with whole numbers as fixed point ----

def _exp_fixed(x, one):
    """exp(x / one) * one for a small x."""
    halvings = max(0, x.bit_length() - one.bit_length() + 8)
    scale = one << 2 * halvings + 16
    x = x << halvings + 16  # (x / 2**halvings) on the new scale
    total = term = scale
    i = 1
    while term:
        term = term * x // (scale * i)
        total += term
        i += 1
        if term in (0, -1):
            break
    for _ in range(halvings):
        total = total * total // scale
    return total >> 2 * halvings + 16


def _ln10_fixed(one):
    """ln(10) * one"""
    return _ln_fixed(10 * one, one)


def _ln_fixed(x, one):
    """ln(x / one) * one, by the series of the inverse hyperbolic tangent after square roots."""
    roots = 0
    guard = one << 32
    x <<= 32
    while abs(x - guard) * 16 > guard:
        x = _isqrt(x * guard)
        roots += 1
    y = (x - guard) * guard // (x + guard)
    square = y * y // guard
    total, term, k = 0, y, 1
    while term not in (0, -1):
        total += term // k
        term = term * square // guard
        k += 2
    return (total << roots + 1) >> 32


def _dexp(c, e, places):
    """exp(c * 10**e) with that many digits: (coefficient, exponent)."""
    extra = max(0, e + len(str(abs(c)))) + 6
    one = 10 ** (places + extra)
    x = c * one * 10 ** e if e >= 0 else c * one // 10 ** -e
    ln10 = _ln10_fixed(one)
    quotient, rest = divmod(x, ln10)
    return _exp_fixed(rest, one) // 10 ** extra, quotient - places


def _dlog(c, e, places):
    """ln(c * 10**e)"""
    length = len(str(c))
    top = e + length - 1
    need = places + len(str(abs(top))) + 4
    near = abs(c * 10 ** e - 1) if e >= 0 else None
    if e < 0 and top in (0, -1):
        away = abs(c - 10 ** -e)
        need += max(0, -e - len(str(away)) + 1)
    one = 10 ** need
    scaled = c * one // 10 ** (length - 1)
    value = _ln_fixed(scaled, one) + top * _ln10_fixed(one)
    return value, -need


def _dlog10(c, e, places):
    """log10(c * 10**e)"""
    value, exponent = _dlog(c, e, places + 4)
    one = 10 ** -exponent
    return value * one // _ln10_fixed(one), exponent


def _dpower(xc, xe, yc, ye, places):
    """(xc * 10**xe) ** (yc * 10**ye)"""
    big = max(0, len(str(abs(yc))) + ye + len(str(abs(xe + len(str(xc))))) + 1)
    value, exponent = _dlog(xc, xe, places + big + 6)
    return _dexp(value * yc, exponent + ye, places + 1)


def _whole_power(base, n, context, sign):
    """base ** n where all its digits fit, else None."""
    c, e = base._int, base._exp
    while c % 10 == 0:
        c //= 10
        e += 1
    if n >= 0:
        if c > 1 and n * _digits_count(c) > 4 * context.prec + 200:
            return None
        c, e = c ** n, e * n
        if _digits_count(c) > context.prec:
            return _make(sign, c, e)._fix(context)
        ideal = base._exp * n
        if ideal < e:
            zeros = min(e - ideal, context.prec - _digits_count(c))
            c, e = c * 10 ** zeros, e - zeros
        return _make(sign, c, e)._fix(context)
    if -n * _digits_count(c) > 4 * context.prec + 200:
        return None
    below = c ** -n
    twos = fives = 0
    while below % 2 == 0:
        below //= 2
        twos += 1
    while below % 5 == 0:
        below //= 5
        fives += 1
    if below == 1:
        shift = max(twos, fives)
        c, e = 10 ** shift // (2 ** twos * 5 ** fives), -(base._exp * 0 + (e * -n)) - shift
        if _digits_count(c) <= context.prec:
            return _make(sign, c, e)._fix(context)
    below = base._int ** -n
    extra = context.prec + _digits_count(below) + 3
    c, rest = divmod(10 ** extra, below)
    if rest and c % 5 == 0:
        c += 1
    return _make(sign, c, base._exp * n - extra)._fix(context)


def _exact_root(base, power, context):
    """base ** power where it is a number with few digits (0.25 ** 0.5), else None."""
    n, d = power.as_integer_ratio()
    if d == 1 or d > 10 * context.prec or abs(n) > 10 * context.prec + 1000:
        return None
    c, e = base._int, base._exp
    while c % 10 == 0:
        c //= 10
        e += 1
    if e % d:
        c *= 10 ** (e % d)
        e -= e % d
    root = _nth_root(c, d)
    if root ** d != c:
        return None
    made = _make(0, root, e // d)
    quiet = context._quiet()
    answer = _whole_power(made, n, quiet, 0)
    if answer is None or quiet.flags[Inexact]:
        return None
    c, e = answer._int, answer._exp
    return _make(0, c, e)


def _nth_root(n, k):
    x = 1 << -(-n.bit_length() // k)
    while True:
        y = ((k - 1) * x + n // x ** (k - 1)) // k
        if y >= x:
            return x
        x = y


# ---- format() ----

def _read_spec(spec):
    """The parts of a format specifier, or None."""
    i, n = 0, len(spec)
    fill, align, sign, alternate, zeros = " ", None, "-", False, False
    if n >= 2 and spec[1] in "<>=^":
        fill, align, i = spec[0], spec[1], 2
    elif n and spec[0] in "<>=^":
        align, i = spec[0], 1
    given_fill = i == 2
    if i < n and spec[i] in "+- ":
        sign, i = spec[i], i + 1
    no_neg = False
    if i < n and spec[i] == "z":
        no_neg, i = True, i + 1
    if i < n and spec[i] == "#":
        alternate, i = True, i + 1
    if i < n and spec[i] == "0":
        zeros, i = True, i + 1
    start = i
    while i < n and spec[i].isdigit():
        i += 1
    width = int(spec[start:i] or "0")
    thousands = ""
    if i < n and spec[i] == ",":
        thousands, i = spec[i], i + 1
    precision = None
    if i < n and spec[i] == ".":
        start = i = i + 1
        while i < n and spec[i].isdigit():
            i += 1
        if start == i:
            return None
        precision = int(spec[start:i])
    kind = None
    if i < n and spec[i] in "eEfFgGn%":
        kind, i = spec[i], i + 1
    if i != n or zeros and (given_fill or align):
        return None
    if zeros:
        fill, align = "0", "="
    return fill, align or ">", sign, no_neg, zeros, width, thousands, precision, kind


def _formatted(number, spec, context):
    parts = _read_spec(spec)
    if parts is None:
        raise ValueError("invalid format string")
    fill, align, sign, no_neg, zeros, width, thousands, precision, kind = parts
    shown = "-" if number._sign else "" if sign == "-" else sign
    if number._is_special:
        body = str(number.copy_abs())
        if kind == "%":
            body += "%"
        return _padded(shown, body, fill if fill != "0" else " ", ">" if align == "=" and zeros else align, width)
    if kind is None:
        kind = ("g", "G")[context.capitals]
    if kind == "%":
        number = _make(number._sign, number._int, number._exp + 2)
    rounding = context.rounding
    if precision is not None:
        if kind in "eE":
            number = _with_digits(number, precision + 1, rounding)
        elif kind in "fF%":
            number = number._rescale(-precision, rounding)
        elif number._int and _digits_count(number._int) > max(precision, 1):
            number = _with_digits(number, max(precision, 1), rounding)
    if not number._int and number._exp > 0 and kind in "fF%":
        number = number._rescale(0, rounding)
    if no_neg and not number._int and number._sign:
        shown = "" if sign == "-" else sign
    digits = str(number._int)
    left = number._exp + len(digits)
    if kind in "eE":
        point = 1 - precision if not number._int and precision is not None else 1
    elif kind in "fF%":
        point = left
    else:
        point = left if number._exp <= 0 and left > -6 else 1
    if point < 0:
        whole, fraction = "0", "0" * -point + digits
    elif point > len(digits):
        whole, fraction = digits + "0" * (point - len(digits)), ""
    else:
        whole, fraction = digits[:point] or "0", digits[point:]
    exponent = left - point
    tail = ""
    if exponent != 0 or kind in "eE":
        tail = ("E" if kind in "EG" else "e") + "%+d" % exponent
    if kind == "%":
        tail += "%"
    end = ("." + fraction if fraction else "") + tail
    if thousands:
        least = width - len(shown) - len(end) if zeros else 0
        whole = _grouped(whole, thousands, least)
    return _padded(shown, whole + end, fill, align, width)


def _with_digits(number, places, rounding):
    if not number._int:
        return number
    made = number._rescale(number.adjusted() + 1 - places, rounding)
    if made.adjusted() != number.adjusted():
        made = made._rescale(made.adjusted() + 1 - places, rounding)
    return made


def _grouped(digits, separator, least):
    groups = []
    while len(digits) > 3:
        groups.append(digits[-3:])
        digits = digits[:-3]
    groups.append(digits)
    text = separator.join(reversed(groups))
    while len(text) < least:
        digits = "0" + text.replace(separator, "")
        groups = []
        while len(digits) > 3:
            groups.append(digits[-3:])
            digits = digits[:-3]
        groups.append(digits)
        text = separator.join(reversed(groups))
    return text


def _padded(sign, body, fill, align, width):
    padding = fill * (width - len(sign) - len(body))
    if align == "<":
        return sign + body + padding
    if align == ">":
        return padding + sign + body
    if align == "=":
        return sign + padding + body
    half = len(padding) // 2
    return padding[:half] + sign + body + padding[half:]


# ---- methods of contexts ----

for _name, _operands, _told in (
        ("abs", 1, "__abs__"), ("add", 2, "__add__"), ("compare", 2, None), ("compare_signal", 2, None), ("compare_total", 2, None),
        ("compare_total_mag", 2, None), ("divide", 2, "__truediv__"), ("divide_int", 2, "__floordiv__"), ("divmod", 2, "__divmod__"),
        ("exp", 1, None), ("fma", 3, None), ("is_normal", 1, None), ("is_subnormal", 1, None), ("ln", 1, None), ("log10", 1, None),
        ("logb", 1, None), ("logical_and", 2, None), ("logical_invert", 1, None), ("logical_or", 2, None), ("logical_xor", 2, None),
        ("max", 2, None), ("max_mag", 2, None), ("min", 2, None), ("min_mag", 2, None), ("minus", 1, "__neg__"),
        ("multiply", 2, "__mul__"), ("next_minus", 1, None), ("next_plus", 1, None), ("next_toward", 2, None), ("normalize", 1, None),
        ("number_class", 1, None), ("plus", 1, "__pos__"), ("quantize", 2, None), ("remainder", 2, "__mod__"),
        ("remainder_near", 2, None), ("rotate", 2, None), ("same_quantum", 2, None), ("scaleb", 2, None), ("shift", 2, None),
        ("sqrt", 1, None), ("subtract", 2, "__sub__"), ("to_eng_string", 1, None), ("to_integral_exact", 1, None),
        ("to_integral_value", 1, None), ("to_integral", 1, None)):
    setattr(Context, _name, _context_method(_name, _operands, _told))
for _name in ("canonical", "copy_abs", "copy_negate", "is_canonical", "is_finite", "is_infinite", "is_nan", "is_qnan", "is_signed",
              "is_snan", "is_zero"):
    def _method(self, a, _name=_name):
        return getattr(_converted(a, True), _name)()
    setattr(Context, _name, _method)


def _context_power(self, a, b, modulo=None):
    """a ** b, or that modulo a third number."""
    return _converted(a, True).__pow__(_converted(b, True), modulo, context=self)


def _context_copy_sign(self, a, b):
    return _converted(a, True).copy_sign(b)


def _context_text(self, a):
    return _converted(a, True).__str__(context=self)


def _context_copy(self, a):
    return _converted(a, True)._plain()


Context.power = _context_power
Context.copy_sign = _context_copy_sign
Context.to_sci_string = _context_text
Context.copy_decimal = _context_copy
Context.__module__ = "decimal"
del _name, _operands, _told, _method, _context_power, _context_copy_sign, _context_text, _context_copy

_NaN = _make(0, 0, "n", True)
_One, _MinusOne = _make(0, 1, 0), _make(1, 1, 0)

DefaultContext = Context(28, ROUND_HALF_EVEN, -999999, 999999, 1, 0, [], [DivisionByZero, Overflow, InvalidOperation])
BasicContext = Context(9, ROUND_HALF_UP, traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow], flags=[])
ExtendedContext = Context(9, ROUND_HALF_EVEN, traps=[], flags=[])

_contexts = {}


def getcontext():
    """The context of the running thread."""
    ident = _threading.get_ident()
    found = _contexts.get(ident)
    if found is None:
        found = _contexts[ident] = DefaultContext.copy()
        found.clear_flags()
    return found


def setcontext(context):
    """Set the context of the running thread."""
    if not isinstance(context, Context):
        raise TypeError("argument must be a context")
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _contexts[_threading.get_ident()] = context


class _ContextManager(object):
    def __init__(self, new_context):
        self.new_context = new_context.copy()

    def __enter__(self):
        self.saved_context = getcontext()
        setcontext(self.new_context)
        return self.new_context

    def __exit__(self, t, v, tb):
        setcontext(self.saved_context)


def localcontext(ctx=None, **kwargs):
    """with localcontext(): a context that holds until the end of the block."""
    if ctx is None:
        ctx = getcontext()
    elif not isinstance(ctx, Context):
        raise TypeError("optional argument must be a context")
    manager = _ContextManager(ctx)
    if kwargs and "local-keywords" in _lacked:
        raise TypeError("localcontext() got an unexpected keyword argument '%s'" % next(iter(kwargs)))
    for key, value in kwargs.items():
        if key not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError("localcontext() got an unexpected keyword argument '%s'" % key if "keyword-told" in _lacked else
                            "'%s' is an invalid keyword argument for this function" % key)
        setattr(manager.new_context, key, value)
    return manager


_numbers.Number.register(Decimal)
