"""Calendar times: what the module time, whose clocks are C, says of them (struct_time and the functions around it)."""

_names = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")


class struct_time(tuple):
    """A time in its parts: a tuple of nine, whose names are attributes, with a zone beside it."""

    __module__ = "time"
    n_fields, n_sequence_fields, n_unnamed_fields = 11, 9, 0

    def __new__(cls, sequence, dict=None):
        items = tuple(sequence)
        if len(items) < 9:
            raise TypeError("time.struct_time() takes an at least 9-sequence (%d-sequence given)" % len(items))
        if len(items) > 11:
            raise TypeError("time.struct_time() takes an at most 11-sequence (%d-sequence given)" % len(items))
        made = tuple.__new__(cls, items[:9])
        made.__dict__["_zone"] = items[9:] or tuple((dict or {}).get(name) for name in ("tm_zone", "tm_gmtoff"))
        return made

    @property
    def tm_zone(self):
        return self._zone[0]

    @property
    def tm_gmtoff(self):
        return self._zone[1] if len(self._zone) > 1 else None

    def __setattr__(self, name, value):
        raise AttributeError("readonly attribute" if hasattr(self, name) else "'time.struct_time' object has no attribute %r" % name)

    def __repr__(self):
        return "time.struct_time(%s)" % ", ".join("%s=%r" % pair for pair in zip(_names, self))

    def __reduce__(self):
        return struct_time, (tuple(self), {"tm_zone": self.tm_zone, "tm_gmtoff": self.tm_gmtoff})


def _part(index):
    return property(lambda self: self[index])


for _index, _name in enumerate(_names):
    setattr(struct_time, _name, _part(_index))
struct_time.__match_args__ = _names
struct_time.__qualname__ = "struct_time"
del _index, _name


def gmtime(seconds):
    """The parts of so many seconds since 1970."""
    import datetime
    days, rest = divmod(seconds, 86400)
    try:
        day = datetime.date.fromordinal(719163 + days)
    except (OverflowError, ValueError):
        raise OverflowError("timestamp out of range for platform time_t") from None
    return struct_time((day.year, day.month, day.day, rest // 3600, rest // 60 % 60, rest % 60, day.weekday(),
                        day.toordinal() - datetime.date(day.year, 1, 1).toordinal() + 1, 0, "GMT", 0))


def localtime(seconds):
    """The same here, which is Greenwich."""
    made = gmtime(seconds)
    return struct_time(tuple(made) + ("UTC", 0))


_ranges = ((1, 1, 12, "month"), (2, 1, 31, "day of month"), (3, 0, 23, "hour"), (4, 0, 59, "minute"), (5, 0, 61, "seconds"),
           (7, 1, 366, "day of year"))


def _checked(t, function):
    if not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    if len(t) != 9:
        raise TypeError("%s(): illegal time tuple argument" % function)
    items = [int(item) if isinstance(item, int) else item.__index__() for item in t]
    for index in (1, 2, 7):
        items[index] = items[index] or 1
    for index, low, high, name in _ranges:
        if not low <= items[index] <= high:
            raise ValueError("%s out of range" % name)
    if items[6] < -1:
        raise ValueError("day of week out of range")
    items[6] = (items[6] + 1) % 7
    return items


_days = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def asctime(t):
    """As ctime() of C: Thu Jan  1 00:00:00 1970."""
    year, month, day, hour, minute, second, weekday, _, _ = _checked(t, "asctime")
    return "%s %s%3d %.2d:%.2d:%.2d %d" % (_days[weekday][:3], _months[month - 1][:3], day, hour, minute, second, year)


def strftime(format, t):
    """A text of it, by a format."""
    year, month, day, hour, minute, second, weekday, yearday, dst = _checked(t, "strftime")
    plain = {"Y": str(year), "m": "%02d" % month, "d": "%02d" % day, "H": "%02d" % hour, "M": "%02d" % minute, "S": "%02d" % second,
             "j": "%03d" % yearday, "y": "%02d" % (year % 100), "C": "%02d" % (year // 100), "a": _days[weekday][:3], "A": _days[weekday],
             "b": _months[month - 1][:3], "h": _months[month - 1][:3], "B": _months[month - 1], "p": "PM" if hour >= 12 else "AM",
             "I": "%02d" % ((hour + 11) % 12 + 1), "w": str(weekday), "u": str(weekday or 7), "e": "%2d" % day, "n": "\n", "t": "\t",
             "U": "%02d" % ((yearday + 6 - weekday) // 7), "W": "%02d" % ((yearday + 6 - (weekday - 1) % 7) // 7), "%": "%",
             "Z": getattr(t, "tm_zone", None) or "UTC", "z": "+0000", "k": "%2d" % hour, "l": "%2d" % ((hour + 11) % 12 + 1)}
    for name, longer in (("c", "%a %b %e %H:%M:%S %Y"), ("x", "%m/%d/%y"), ("X", "%H:%M:%S"), ("F", "%Y-%m-%d"), ("T", "%H:%M:%S"),
                         ("D", "%m/%d/%y"), ("R", "%H:%M"), ("r", "%I:%M:%S %p")):
        plain[name] = _filled(longer, plain)
    return _filled(format, plain)


def _filled(format, plain):
    out, pieces = [], iter(format)
    for c in pieces:
        if c == "%":
            c = next(pieces, "")
            out.append(plain.get(c, "%" + c))
        else:
            out.append(c)
    return "".join(out)


def mktime(t):
    """Seconds since 1970 of a time here."""
    import datetime
    if not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    if len(t) != 9:
        raise TypeError("mktime(): illegal time tuple argument")
    months = t[0] * 12 + t[1] - 1
    try:
        first = datetime.date(months // 12, months % 12 + 1, 1).toordinal() - 719163
    except ValueError:
        raise OverflowError("mktime argument out of range") from None
    return float((first + t[2] - 1) * 86400 + t[3] * 3600 + t[4] * 60 + t[5])


def strptime(text, format="%a %b %d %H:%M:%S %Y"):
    """The parts of a text, by its format."""
    import datetime
    for value, index in ((text, 0), (format, 1)):
        if not isinstance(value, str):
            raise TypeError("strptime() argument %d must be str, not %s" % (index, type(value)))
    d = datetime._read(datetime.datetime, text, format)
    weekday = d.weekday()
    return struct_time((d.year, d.month, d.day, d.hour, d.minute, d.second, weekday,
                        d.toordinal() - datetime.date(d.year, 1, 1).toordinal() + 1, -1, None, None))


def get_clock_info(name):
    """What a clock is like."""
    import types
    if name not in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
        raise ValueError("unknown clock")
    known = {"time": "REALTIME", "monotonic": "MONOTONIC", "perf_counter": "MONOTONIC", "process_time": "PROCESS_CPUTIME_ID",
             "thread_time": "THREAD_CPUTIME_ID"}
    parts = dict(implementation="clock_gettime(CLOCK_%s)" % known[name], monotonic=name != "time", adjustable=name == "time", resolution=1e-09)
    return types.SimpleNamespace(**parts)
