# A stream that cannot be flushed makes the status 120, whatever the program asked for.
import sys


class Stream:
    def write(self, text):
        return len(text)

    def flush(self):
        raise OSError("disk full")


sys.stdout = Stream()
sys.exit(3)
