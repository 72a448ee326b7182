# what sys says of the interpreter, the limit of digits, the exception that is handled
import sys

print(sys.flags.optimize, sys.flags.dev_mode, sys.flags[0], len(sys.flags) > 10)
print(sys.float_info)
print(sys.int_info, sys.float_info.epsilon, sys.int_info.bits_per_digit)
print(sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.gettrace(), sys.getprofile(), sys.float_repr_style)
print(sys.get_int_max_str_digits(), len(str(10 ** 4299)))
for limit in (700, 0, 639):
    try:
        sys.set_int_max_str_digits(limit)
        print(limit, sys.get_int_max_str_digits(), len(str(10 ** 699)))
        print(len(str(10 ** 5000)))
    except ValueError as e:
        print(e)
sys.set_int_max_str_digits(640)
for text in ("9" * 640, "9" * 641):
    try:
        print(len(text), int(text) > 0)
    except ValueError as e:
        print(e)
try:
    1 / 0
except ZeroDivisionError as e:
    print(sys.exc_info()[1] is e)
    if sys.version_info >= (3, 11):
        print(sys.exception() is e)
