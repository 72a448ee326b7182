"""Dates, times of day, and what lies between them (Modules/_datetimemodule.c, written in Python here)."""

import time as _time

__all__ = ["date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC"]

MINYEAR = 1
MAXYEAR = 9999
_MAXORDINAL = 3652059

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before_year(year):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else _LENGTHS[month - 1]


def _days_before_month(year, month):
    return sum(_LENGTHS[:month - 1]) + (month > 2 and _is_leap(year))


def _to_ordinal(year, month, day):
    return _days_before_year(year) + _days_before_month(year, month) + day


def _from_ordinal(n):
    year = n // 366 + 1
    while _days_before_year(year + 1) < n:
        year += 1
    n -= _days_before_year(year)
    month = 1
    while n > _days_in_month(year, month):
        n -= _days_in_month(year, month)
        month += 1
    return year, month, n


def _index(value):
    if isinstance(value, float):
        raise TypeError("integer argument expected, got float" if "float-refused-so" in _lacks else
                        "'float' object cannot be interpreted as an integer")
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError("an integer is required (got type %s)" % type(value).__name__ if "float-refused-so" in _lacks
                        else "%r object cannot be interpreted as an integer" % type(value).__name__) from None


_lacks = frozenset(__lacks__)


def _check_date(year, month, day):
    year, month, day = _index(year), _index(month), _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError("year %d is out of range" % year)
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold=0):
    hour, minute, second, microsecond = _index(hour), _index(minute), _index(second), _index(microsecond)
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return hour, minute, second, microsecond


def _check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type(tz).__name__)


def _iso_week(d):
    """(year, week, day) of a date as ISO 8601 counts."""
    thursday = d.toordinal() - d.weekday() + 3
    year = _from_ordinal(thursday)[0]
    return year, (thursday - _days_before_year(year) - 1) // 7 + 1, d.weekday() + 1


def _wrap_strftime(o, text, hour=0, minute=0, second=0, microsecond=0):
    """Format a date, a time or both."""
    day = o if isinstance(o, date) else date(1900, 1, 1)
    yearday = day.toordinal() - _days_before_year(day.year)
    offset = o.utcoffset() if hasattr(o, "utcoffset") else None
    plain = {
        "Y": lambda: "%d" % day.year, "m": lambda: "%02d" % day.month,
        "d": lambda: "%02d" % day.day, "H": lambda: "%02d" % hour, "M": lambda: "%02d" % minute,
        "S": lambda: "%02d" % second, "f": lambda: "%06d" % microsecond, "j": lambda: "%03d" % yearday,
        "y": lambda: "%02d" % (day.year % 100), "a": lambda: _DAYS[day.weekday()][:3],
        "A": lambda: _DAYS[day.weekday()], "b": lambda: _MONTHS[day.month - 1][:3], "h": lambda: _MONTHS[day.month - 1][:3],
        "B": lambda: _MONTHS[day.month - 1], "p": lambda: "PM" if hour >= 12 else "AM",
        "I": lambda: "%02d" % ((hour + 11) % 12 + 1), "w": lambda: "%d" % ((day.weekday() + 1) % 7),
        "u": lambda: "%d" % (day.weekday() + 1), "e": lambda: "%2d" % day.day, "n": lambda: "\n", "t": lambda: "\t",
        "U": lambda: "%02d" % ((yearday + 6 - (day.weekday() + 1) % 7) // 7),
        "W": lambda: "%02d" % ((yearday + 6 - day.weekday()) // 7), "G": lambda: "%d" % _iso_week(day)[0],
        "V": lambda: "%02d" % _iso_week(day)[1], "C": lambda: "%02d" % (day.year // 100), "%": lambda: "%",
        "z": lambda: "" if offset is None else _offset_text(offset, ""),
        "Z": lambda: (o.tzname() or "") if hasattr(o, "tzname") else "",
    }
    longer = {"c": "%a %b %e %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S", "F": "%Y-%m-%d", "T": "%H:%M:%S",
              "D": "%m/%d/%y", "R": "%H:%M", "r": "%I:%M:%S %p"}
    out, i = [], 0
    while i < len(text):
        c = text[i]
        i += 1
        if c != "%" or i == len(text):
            out.append(c)
            continue
        c = text[i]
        i += 1
        if c in longer:
            out.append(_wrap_strftime(o, longer[c], hour, minute, second, microsecond))
        else:
            out.append(plain[c]() if c in plain else "%" + c)
    return "".join(out)


def _offset_text(offset, colon=":"):
    sign = "-" if offset.days < 0 else "+"
    minutes, seconds = divmod(abs(offset).seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = "%s%02d%s%02d" % (sign, hours, colon, minutes)
    if seconds or offset.microseconds:
        text += "%s%02d" % (colon, seconds)
    if offset.microseconds:
        text += ".%06d" % abs(offset).microseconds
    return text


def _divide_and_round(a, b):
    """a / b to the nearest, half to even."""
    q, r = divmod(a, b)
    r *= 2
    above = r > b if b > 0 else r < b
    return q + 1 if above or r == b and q % 2 else q


def _name_of_timedelta(self):
    return type(self).__name__ if type(self) is not timedelta else "datetime.timedelta"


class timedelta:
    """How far two dates or times are apart: days, seconds, microseconds."""

    __slots__ = "_days", "_seconds", "_microseconds", "_hashcode"

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total, fraction = 0, 0.0
        for name, value, unit in (
                ("days", days, 86400000000), ("seconds", seconds, 1000000), ("microseconds", microseconds, 1),
                ("milliseconds", milliseconds, 1000), ("minutes", minutes, 60000000), ("hours", hours, 3600000000),
                ("weeks", weeks, 604800000000)):
            if isinstance(value, float):
                whole = int(value)
                total += whole * unit
                part = (value - whole) * unit
                total += int(part)
                fraction += part - int(part)
            elif isinstance(value, int):
                total += value * unit
            else:
                raise TypeError("unsupported type for timedelta %s component: %s" % (name, type(value).__name__))
        total += round(fraction)
        days, rest = divmod(total, 86400000000)
        seconds, microseconds = divmod(rest, 1000000)
        if abs(days) > 999999999:
            raise OverflowError("days=%d; must have magnitude <= 999999999" % days)
        self = object.__new__(cls)
        self._days, self._seconds, self._microseconds, self._hashcode = days, seconds, microseconds, -1
        return self

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def __repr__(self):
        if "parts-named" in _lacks:
            parts = [self._days, self._seconds, self._microseconds]
            while parts[1:] and not parts[-1]:
                parts.pop()
            return "%s(%s)" % (_name_of_timedelta(self), ", ".join(map(str, parts)))
        parts = ["%s=%d" % (name, value) for name, value in
                 (("days", self._days), ("seconds", self._seconds), ("microseconds", self._microseconds)) if value]
        return "%s(%s)" % (_name_of_timedelta(self), ", ".join(parts) or "0")

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = "%d:%02d:%02d" % (hours, minutes, seconds)
        if self._days:
            text = "%d day%s, %s" % (self._days, "" if abs(self._days) == 1 else "s", text)
        if self._microseconds:
            text += ".%06d" % self._microseconds
        return text

    def total_seconds(self):
        return self._whole() / 10**6

    def _whole(self):
        return (self._days * 86400 + self._seconds) * 10**6 + self._microseconds

    def __add__(self, other):
        return _micro(self._whole() + other._whole()) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return _micro(self._whole() - other._whole()) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return _micro(other._whole() - self._whole()) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return _micro(-self._whole())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return _micro(self._whole() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return _micro(_divide_and_round(self._whole() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._whole() // other._whole()
        return _micro(self._whole() // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._whole() / other._whole()
        if isinstance(other, int):
            return _micro(_divide_and_round(self._whole(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return _micro(_divide_and_round(self._whole() * b, a))
        return NotImplemented

    def __mod__(self, other):
        return _micro(self._whole() % other._whole()) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        q, r = divmod(self._whole(), other._whole())
        return q, _micro(r)

    def __eq__(self, other):
        return self._whole() == other._whole() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._whole() < other._whole() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._whole() <= other._whole() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._whole() > other._whole() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._whole() >= other._whole() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return self._whole() != 0

    def __reduce__(self):
        return self.__class__, (self._days, self._seconds, self._microseconds)


def _micro(n):
    return timedelta(0, 0, n)


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(999999999, 86399, 999999)
timedelta.resolution = timedelta(microseconds=1)


def _compared(name):
    import operator
    compare = getattr(operator, name)

    def method(self, other):
        if not self._comparable(other):
            return NotImplemented
        return compare(self._key(other), other._key(self))
    method.__name__ = "__%s__" % name
    return method


class date:
    """A day of a calendar that has always been as it is."""

    __slots__ = "_year", "_month", "_day"

    def __new__(cls, year, month=None, day=None):
        if month is None or day is None:
            name, place = ("month", 2) if month is None else ("day", 3)
            raise TypeError("function missing required argument '%s' (pos %d)" % (name, place))
        year, month, day = _check_date(year, month, day)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        return self

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, t):
        return cls.fromordinal(719163 + int(t // 86400))

    @classmethod
    def fromordinal(cls, n):
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        if n > _MAXORDINAL:
            raise ValueError("ordinal must be <= %d" % _MAXORDINAL)
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            if len(text) == 10 and text[4] == text[7] == "-":
                return cls(int(text[:4]), int(text[5:7]), int(text[8:]))
        except ValueError:
            pass
        raise ValueError("Invalid isoformat string: %r" % text)

    if "fromisocalendar" not in __lacks__:
        @classmethod
        def fromisocalendar(cls, year, week, day):
            if not 1 <= week <= 53:
                raise ValueError("Invalid week: %d" % week)
            if not 1 <= day <= 7:
                raise ValueError("Invalid weekday: %d (range is [1, 7])" % day)
            first = _to_ordinal(year, 1, 4)
            return cls.fromordinal(first - (first + 6) % 7 + (week - 1) * 7 + day - 1)

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    def __repr__(self):
        name = "datetime.date" if type(self) is date else type(self).__qualname__ \
            if type(self).__module__ == "__main__" else type(self).__name__
        return "%s(%d, %d, %d)" % (name, self._year, self._month, self._day)

    def isoformat(self):
        return "%04d-%02d-%02d" % (self._year, self._month, self._day)

    __str__ = isoformat

    def ctime(self):
        return "%s %s %2d 00:00:00 %04d" % (
            _DAYS[self.weekday()][:3], _MONTHS[self._month - 1][:3], self._day, self._year)

    def strftime(self, format):
        return _wrap_strftime(self, format)

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError("must be str, not %s" % type(fmt).__name__)
        return self.strftime(fmt) if fmt else str(self)

    def toordinal(self):
        return _to_ordinal(self._year, self._month, self._day)

    def timetuple(self):
        return _time_tuple(self, 0, 0, 0, -1)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        return _iso_week(self)

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        n = self.toordinal() + other.days
        if not 1 <= n <= _MAXORDINAL:
            raise OverflowError("date value out of range")
        return type(self).fromordinal(n)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def _comparable(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def _key(self, other=None):
        return self._year, self._month, self._day

    def __hash__(self):
        return hash(self._key())

    def __reduce__(self):
        return self.__class__, self._key()


for _name in ("eq", "lt", "le", "gt", "ge"):
    setattr(date, "__%s__" % _name, _compared(_name))
date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


def _time_tuple(o, hour, minute, second, dst):
    day = o.toordinal() - _days_before_year(o.year)
    from _strptime import struct_time
    return struct_time((o.year, o.month, o.day, hour, minute, second, o.weekday(), day, dst))


class tzinfo:
    """What a place says of time: a base for classes of one's own."""

    __slots__ = ()

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        offset = dt.utcoffset()
        dst = dt.dst()
        delta = offset - dst
        if delta:
            dt += delta
            dst = dt.dst()
        return dt + dst


class timezone(tzinfo):
    """A place that is always as far from UTC."""

    __slots__ = "_offset", "_name"

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError("timezone() argument 1 must be datetime.timedelta, not %s" % type(offset).__name__)
        if not -timedelta(hours=24) < offset < timedelta(hours=24):
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and "
                             "timedelta(hours=24), not %r." % offset)
        if name is None and not offset and hasattr(cls, "utc"):
            return cls.utc
        self = object.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return "datetime.timezone(%r)" % self._offset
        return "datetime.timezone(%r, %r)" % (self._offset, self._name)

    def __str__(self):
        return self.tzname(None)

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        return dt + self._offset


timezone.utc = UTC = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


class time:
    """A time of a day."""

    __slots__ = "_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold"

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        hour, minute, second, microsecond = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def _clock(self):
        return self._hour, self._minute, self._second, self._microsecond

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)

    def __repr__(self):
        name = "datetime.time" if type(self) is time else type(self).__name__
        text = "%d, %d" % (self._hour, self._minute)
        if self._microsecond:
            text += ", %d, %d" % (self._second, self._microsecond)
        elif self._second:
            text += ", %d" % self._second
        if self._tzinfo is not None:
            text += ", tzinfo=%r" % self._tzinfo
        return "%s(%s%s)" % (name, text, ", fold=1" if self._fold else "")

    def isoformat(self, timespec="auto"):
        text = _clock_text(self, timespec)
        offset = self.utcoffset()
        return text if offset is None else text + _offset_text(offset)

    def __str__(self):
        return self.isoformat()

    def strftime(self, format):
        return _wrap_strftime(self, format, *self._clock())

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError("must be str, not %s" % type(fmt).__name__)
        return self.strftime(fmt) if fmt else str(self)

    @classmethod
    def fromisoformat(cls, text):
        parts = text.split(":")
        try:
            second, _, fraction = parts[2].partition(".") if len(parts) > 2 else ("0", "", "")
            return cls(int(parts[0]), int(parts[1]) if len(parts) > 1 else 0, int(second),
                       int((fraction + "000000")[:6]) if fraction else 0)
        except ValueError:
            raise ValueError("Invalid isoformat string: %r" % text) from None

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        given = hour, minute, second, microsecond
        return type(self)(*(own if new is None else new for own, new in zip(self._clock(), given)),
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def _comparable(self, other):
        return isinstance(other, time)

    def _key(self, other=None):
        offset, their = self.utcoffset(), other.utcoffset() if other is not None else None
        if other is not None and (offset is None) != (their is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        hour, minute, second, microsecond = self._clock()
        since = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=microsecond)
        return since - offset if offset else since

    def __hash__(self):
        return hash(self._key())

    def __reduce__(self):
        return self.__class__, self._clock() + ((self._tzinfo,) if self._tzinfo is not None else ())


def _clock_text(o, timespec):
    formats = {"hours": "%02d", "minutes": "%02d:%02d", "seconds": "%02d:%02d:%02d",
               "milliseconds": "%02d:%02d:%02d.%03d", "microseconds": "%02d:%02d:%02d.%06d"}
    clock = o._clock()
    if timespec == "auto":
        timespec = "microseconds" if clock[3] else "seconds"
    elif timespec == "milliseconds":
        clock = clock[:3] + (clock[3] // 1000,)
    if timespec not in formats:
        raise ValueError("Unknown timespec value")
    text = formats[timespec]
    return text % clock[:text.count("%")]


for _name in ("eq", "lt", "le", "gt", "ge"):
    setattr(time, "__%s__" % _name, _compared(_name))
time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)


class datetime(date):
    """A day and a time of it."""

    __slots__ = "_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold"

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        hour, minute, second, microsecond = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self = date.__new__(cls, year, month, day)
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_tzinfo(tz)
        micro = round(timestamp * 10**6)
        days, rest = divmod(micro, 86400 * 10**6)
        seconds, micro = divmod(rest, 10**6)
        year, month, day = _from_ordinal(719163 + days)
        made = cls(year, month, day, seconds // 3600, seconds // 60 % 60, seconds % 60, micro, tz)
        return made if tz is None else tz.fromutc(made)

    @classmethod
    def utcfromtimestamp(cls, t):
        return cls.fromtimestamp(t)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, *time._clock(), time.tzinfo if tzinfo is True else tzinfo)

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            day = date.fromisoformat(text[:10])
            rest = text[11:]
            tz = None
            if rest.endswith("Z") and "zulu" not in _lacks:
                rest, tz = rest[:-1], timezone.utc
            for sign in "+-":
                clock, found, offset = rest.partition(sign)
                if found:
                    hours, _, minutes = offset.partition(":")
                    shift = timedelta(hours=int(hours), minutes=int(minutes or 0))
                    rest, tz = clock, timezone(-shift if sign == "-" else shift)
                    break
            return cls.combine(day, time.fromisoformat(rest) if rest else time(), tz)
        except ValueError:
            raise ValueError("Invalid isoformat string: %r" % text) from None

    @classmethod
    def strptime(cls, date_string, format):
        return _read(cls, date_string, format)

    def _clock(self):
        return self._hour, self._minute, self._second, self._microsecond

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(*self._clock(), fold=self._fold)

    def timetz(self):
        return time(*self._clock(), self._tzinfo, fold=self._fold)

    def timetuple(self):
        dst = self.dst()
        return _time_tuple(self, self._hour, self._minute, self._second, -1 if dst is None else int(bool(dst)))

    def timestamp(self):
        if self._tzinfo is None:
            return (self - datetime(1970, 1, 1)).total_seconds()
        return (self - datetime(1970, 1, 1, tzinfo=timezone.utc)).total_seconds()

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def astimezone(self, tz=None):
        tz = timezone.utc if tz is None else tz
        offset = self.utcoffset() or timedelta(0)
        return tz.fromutc((self - offset).replace(tzinfo=tz))

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        own = (self._year, self._month, self._day) + self._clock()
        given = year, month, day, hour, minute, second, microsecond
        return type(self)(*(a if b is None else b for a, b in zip(own, given)),
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def ctime(self):
        return self.strftime("%a %b %e %H:%M:%S ") + "%04d" % self._year

    def isoformat(self, sep="T", timespec="auto"):
        text = date.isoformat(self) + sep + _clock_text(self, timespec)
        offset = self.utcoffset()
        return text if offset is None else text + _offset_text(offset)

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond]
        if not parts[-1]:
            del parts[-1]
            if not parts[-1]:
                del parts[-1]
        name = "datetime.datetime" if type(self) is datetime else type(self).__name__
        text = ", ".join(map(str, parts))
        if self._tzinfo is not None:
            text += ", tzinfo=%r" % self._tzinfo
        return "%s(%s%s)" % (name, text, ", fold=1" if self._fold else "")

    def strftime(self, format):
        return _wrap_strftime(self, format, *self._clock())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        since = timedelta(self.toordinal(), 0, 0, 0, 0, self._hour) + timedelta(
            minutes=self._minute, seconds=self._second, microseconds=self._microsecond) + other
        if not 0 < since.days <= _MAXORDINAL:
            raise OverflowError("date value out of range")
        hour, rest = divmod(since.seconds, 3600)
        return type(self).combine(date.fromordinal(since.days), time(hour, rest // 60, rest % 60, since.microseconds),
                                  self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        mine, their = self.utcoffset(), other.utcoffset()
        if (mine is None) != (their is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        between = self._since() - other._since()
        return between if mine is None else between + their - mine

    def _since(self):
        hour, minute, second, microsecond = self._clock()
        return timedelta(self.toordinal(), hour * 3600 + minute * 60 + second, microsecond)

    def _comparable(self, other):
        return isinstance(other, datetime)

    def _key(self, other=None):
        offset = self.utcoffset()
        if other is not None and (offset is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return self._since() - offset if offset else self._since()

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            return False
        return self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def __reduce__(self):
        tz = (self._tzinfo,) if self._tzinfo is not None else ()
        return self.__class__, (self._year, self._month, self._day) + self._clock() + tz


for _name in ("lt", "le", "gt", "ge"):
    setattr(datetime, "__%s__" % _name, _compared(_name))
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
del _name


def _read(cls, text, format):
    """strptime: a text by its format."""
    import re
    short = [name[:3].lower() for name in _MONTHS]
    parts = {"Y": r"\d{4}", "m": r"1[0-2]|0[1-9]|[1-9]", "d": r"3[01]|[12]\d|0[1-9]|[1-9]| [1-9]", "H": r"2[0-3]|[01]\d|\d",
             "I": r"1[0-2]|0[1-9]|[1-9]", "M": r"[0-5]\d|\d", "S": r"6[01]|[0-5]\d|\d", "f": r"\d{1,6}", "y": r"\d\d",
             "j": r"36[0-6]|3[0-5]\d|[12]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]", "p": "am|pm",
             "b": "|".join(short), "B": "|".join(name.lower() for name in _MONTHS), "a": "|".join(d[:3].lower() for d in _DAYS),
             "A": "|".join(d.lower() for d in _DAYS), "z": r"[+-]\d\d:?[0-5]\d|Z", "w": "[0-6]"}
    format = format.replace("%T", "%H:%M:%S").replace("%D", "%m/%d/%y").replace("%F", "%Y-%m-%d")
    pattern, i = "", 0
    while i < len(format):
        c = format[i]
        i += 1
        if c == "%" and i < len(format):
            c = format[i]
            i += 1
            if c != "%" and c not in parts:
                raise ValueError("'%s' is a bad directive in format '%s'" % (c, format))
            pattern += "%" if c == "%" else "(?P<%s>%s)" % (c, parts[c])
        else:
            pattern += r"\s+" if c.isspace() else re.escape(c)
    found = re.match(pattern, text, re.IGNORECASE)
    if not found:
        raise ValueError("time data %r does not match format %r" % (text, format))
    if found.end() != len(text):
        raise ValueError("unconverted data remains: %s" % text[found.end():])
    got = found.groupdict()
    year = int(got["Y"]) if "Y" in got else 1900
    if "y" in got:
        year = int(got["y"]) + (1900 if int(got["y"]) > 68 else 2000)
    month = int(got.get("m", 1))
    for key in "bB":
        if key in got:
            month = short.index(got[key][:3].lower()) + 1
    hour = int(got.get("H", 0))
    if "I" in got:
        hour = int(got["I"]) % 12 + (12 if got.get("p", "").lower() == "pm" else 0)
    tz = None
    if "z" in got:
        sign = -1 if got["z"][0] == "-" else 1
        digits = got["z"][1:].replace(":", "") or "0000"
        tz = timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))
    made = cls(year, month, int(got.get("d", 1)), hour, int(got.get("M", 0)), int(got.get("S", 0)),
               int((got.get("f", "") + "000000")[:6]), tz)
    if "j" in got and "m" not in got:
        made += timedelta(int(got["j"]) - 1)
    return made
