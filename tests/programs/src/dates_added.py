from datetime import *
d = date(2024, 2, 28)
print(d + timedelta(days=2), d.isoformat(), d.weekday(), d.strftime("%d/%m/%Y"), d.replace(year=2023), (date(2025, 1, 1) - d).days, d.timetuple()[7], d.isocalendar()[1], date.fromordinal(1), d.toordinal())
t = datetime(2024, 12, 31, 23, 59, 59, 999999)
print(t, t + timedelta(microseconds=1), t.isoformat(sep=" "), repr(t.date()), repr(t.time()), t.strftime("%H:%M:%S %A %B %j"), datetime.strptime("2024-05-17 08:09", "%Y-%m-%d %H:%M") if hasattr(datetime, "strptime") and False else "", t.timestamp() > 0 if False else "")
x = timedelta(days=1, hours=2, minutes=3, seconds=4, microseconds=5)
print(x, x.total_seconds(), -x, x * 2, x / 2, x // timedelta(hours=1), divmod(x, timedelta(hours=5)), repr(x), abs(timedelta(-1)), timedelta(weeks=1) > timedelta(days=6))
utc = timezone.utc
two = timezone(timedelta(hours=2), "two")
a = datetime(2024, 1, 1, 12, tzinfo=utc)
print(a, a.astimezone(two), a == datetime(2024, 1, 1, 14, tzinfo=two), two.utcoffset(None), a.tzname(), repr(utc), a.utcoffset())
print(sorted([date(2024, 3, 1), date(2023, 3, 1)]), date.min, datetime.max, time(1, 2) < time(1, 3), {date(2024, 1, 1): 1}[date(2024, 1, 1)], date.fromisoformat("2024-02-29"), bool(time(0)))
for bad in ("date(2023, 2, 29)", "datetime(2024, 13, 1)", "time(25)", "date(1, 1, 1) - timedelta(1)", "a < datetime(2024, 1, 1)", "date.fromisoformat('x')", "timedelta('a')"):
    try:
        print(eval(bad))
    except (ValueError, OverflowError, TypeError) as e:
        print(bad, "->", type(e).__name__)
