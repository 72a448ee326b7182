# Who ends by KeyboardInterrupt dies of the signal.
import atexit
atexit.register(print, 'at exit')
raise KeyboardInterrupt('stop')
