# Without sys.meta_path and with an empty sys.modules nothing can be imported.
import sys


class Imports:
    def __del__(self):
        print(len(sys.modules), sys.meta_path if hasattr(sys, "meta_path") else None, sys.path, sys.argv)
        import gc


g = Imports()
