from datetime import *
import datetime as D
def t(f):
    try: return f()
    except Exception as e: return type(e).__name__ + ": " + str(e)
d = date(2024, 2, 29)
print(d, repr(d), d.weekday(), d.isoweekday(), tuple(d.isocalendar()), d + timedelta(1), d - timedelta(days=60), d - date(2023, 1, 1), d.strftime("%A %d %B %Y %j %U %W"), d.ctime(), d.replace(year=2020), d < date.max, d == date(2024, 2, 29), hash(d) == hash(date(2024, 2, 29)), f"{d:%d.%m.%y}", d.toordinal(), date.fromordinal(1), date.fromisoformat("2020-01-05"))
n = datetime(2024, 1, 2, 3, 4, 5, 678)
print(n, repr(n), n.date(), n.time(), n + timedelta(hours=30), n - datetime(2023, 1, 1), n.isoformat(), n.strftime("%Y-%m-%d %H:%M:%S.%f %p %I"), n.replace(hour=0, microsecond=0), repr(n.replace(second=0, microsecond=0)), datetime.strptime("3 Mar 2021 14:05", "%d %b %Y %H:%M"), n.timestamp() if n.tzinfo else 0, datetime.fromisoformat("2020-01-05T06:07:08"), datetime.combine(d, time(1, 2)))
print(timedelta(days=1, hours=25, seconds=3.5), repr(timedelta(-1, 5)), timedelta(seconds=90) * 2, timedelta(1) / 3, timedelta(1) // timedelta(hours=5), timedelta(1) % timedelta(hours=5), divmod(timedelta(1), timedelta(hours=7)), -timedelta(1, 1), abs(timedelta(-3)), timedelta(weeks=1).total_seconds(), timedelta(0.5), sum([timedelta(1), timedelta(2)], timedelta()), bool(timedelta()), timedelta.max, str(timedelta(milliseconds=1)))
print(time(1, 2, 3), repr(time(1, 2)), time(13).strftime("%I %p"), time.max, time(1) < time(2), time(1, 2, 3, 4).isoformat("milliseconds"))
z = timezone(timedelta(hours=5, minutes=30)); u = datetime(2024, 1, 1, 12, tzinfo=timezone.utc)
print(z, repr(z), u, u.astimezone(z), repr(u.astimezone(z)), timezone.utc, repr(timezone.utc), u == u.astimezone(z), u.tzname(), z.tzname(None), timezone(timedelta(hours=-3), "BRT"))
print(t(lambda: date(2023, 2, 29)), t(lambda: date(2023, 13, 1)), t(lambda: date(0, 1, 1)), t(lambda: datetime(2023, 1, 1, 25)), t(lambda: date(2020)), t(lambda: u - n), t(lambda: u < n), t(lambda: datetime.strptime("x", "%Y")), t(lambda: date.max + timedelta(1)), t(lambda: timedelta("x")), t(lambda: date.fromisoformat("x")), t(lambda: date("a", 1, 1)), t(lambda: date(1.5, 1, 1)))
class MyDate(date):
    def hello(self): return self.year
