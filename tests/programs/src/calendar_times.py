# The module time: calendar times, whose zone here is Greenwich.
import time


def told(text, **names):
    try:
        print(text, "->", eval(text, globals(), names))
    except Exception as error:
        print(text, "->", type(error).__name__, error)


t = time.gmtime(0)
print(t, t[:], t.tm_year, len(t), t.tm_zone, t.tm_gmtoff, type(t), t == tuple(t), t.n_fields, t.n_sequence_fields)
for text in ("time.asctime(t)", "time.ctime(0)", "time.strftime('%Y-%m-%d %H:%M:%S %j %a %A %b %B %p %y %U %w %I %%', t)",
             "time.mktime((2000, 1, 1, 0, 0, 0, 5, 1, 0)) - time.mktime((1999, 12, 31, 0, 0, 0, 4, 365, 0))",
             "time.strptime('2024-02-29 12:30', '%Y-%m-%d %H:%M')", "time.strptime('x', '%Y')", "time.strptime('2024 x', '%Y')",
             "time.strptime('2024', '%Q')", "time.struct_time((1, 2))", "time.struct_time((2024, 1, 2, 3, 4, 5, 6, 7, 0))",
             "time.asctime((1,))", "time.strftime('%Y', (1,))", "time.gmtime(1e20)", "time.strptime('29 Feb 2024 PM 03', '%d %b %Y %p %I')",
             "time.gmtime(86400.9)", "time.strftime('%d', (2024, 1, 32, 0, 0, 0, 0, 1, 0))", "time.strftime('%H', (2024, 1, 3, 25, 0, 0, 0, 1, 0))",
             "time.gmtime(1700000000)", "time.asctime(time.gmtime(1700000000))", "time.strptime('Mon Nov 13 10:11:12 2023')", "time.gmtime(-1)",
             "isinstance(t, tuple)", "t < time.gmtime(5)", "time.strftime('%c|%x|%X', time.gmtime(1e9))", "time.get_clock_info('nonsense')",
             "time.get_clock_info('monotonic').monotonic", "time.gmtime().tm_isdst", "time.nonsense"):
    told(text, t=t)
print(time.strftime("%d.%m.%Y", time.strptime("1.2.2024", "%d.%m.%Y")), time.struct_time is type(t))
