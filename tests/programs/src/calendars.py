# The module calendar: months as text and as lists.
import calendar
import datetime

print(calendar.month(2024, 2))
print(calendar.TextCalendar(6).formatmonth(2023, 10))
print(calendar.calendar(2021, m=4)[:400])
print(calendar.isleap(1900), calendar.isleap(2000), calendar.leapdays(1900, 2024), calendar.monthrange(2023, 2), calendar.weekday(2024, 1, 1))
print(calendar.monthcalendar(2024, 9))
c = calendar.Calendar(firstweekday=3)
print(list(c.iterweekdays()), list(c.itermonthdays(2024, 2))[:9], list(c.itermonthdays2(2024, 2))[-3:])
print([str(d) for d in c.itermonthdates(2024, 12)][-4:], list(c.itermonthdays3(2023, 1))[:2], list(c.itermonthdays4(2023, 1))[:2])
print(calendar.day_name[0], calendar.month_abbr[12], list(calendar.day_abbr), calendar.month_name[1])
print(calendar.timegm((2000, 1, 1, 12, 30, 15)), calendar.MONDAY == 0, calendar.weekheader(3))
for act in (lambda: calendar.monthrange(2024, 13), lambda: calendar.setfirstweekday(9)):
    try:
        act()
    except ValueError as error:
        print(type(error).__name__, error)
calendar.setfirstweekday(6)
print(calendar.weekheader(2), calendar.firstweekday())
calendar.prmonth(2024, 3)
print(calendar.HTMLCalendar().formatmonth(2024, 2)[:200])
print(datetime.date(2024, 2, 29).strftime("%A %d %B %Y"))
