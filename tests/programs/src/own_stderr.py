# What is reported goes where sys.stderr leads: errors of finalizers, warnings, the last traceback.
import sys

real = sys.stderr
told = []


class Keep:
    def write(self, text):
        told.append(text)

    def flush(self):
        pass


class Refuse:
    def write(self, text):
        raise ValueError('no')


class Last:
    def __del__(self):
        return 1 // 0


class Half:
    def __int__(self):
        return True


sys.stderr = Keep()
Last()
print(''.join(told)[-51:], len(told) > 2)
del told[:]
int(Half())
print(''.join(told).split('__')[0])
sys.stderr = None
Last()
sys.stderr = Refuse()
Last()
del sys.stderr
Last()
sys.stderr = real
Last()
sys.stderr = Keep()
del told[:]


class Show:
    def __del__(self):
        print('told at the end:', len(told) > 2, repr(''.join(told)[-14:]))


import atexit
atexit.register(lambda: print(repr(''.join(told)[-14:])))
raise KeyError('gone')
