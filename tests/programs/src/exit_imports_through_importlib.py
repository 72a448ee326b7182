# What an import says whose way through importlib fails: sys.path, or from 3.12 on the caches of its entries, are None already.
import builtins
import sys


class Imports:
    def __init__(self, place):
        self.place = place

    def __del__(self):
        print(self.place)
        import no_such_module


Imports.kept = Imports
builtins._ = Imports("builtins._")
sys.path.append(Imports("sys.path"))
sys.argv.append(Imports("sys.argv"))
sys.ps1 = Imports("sys.ps1")
