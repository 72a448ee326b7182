print("package runs:", __name__, __path__, __package__)
__all__ = ["one", "both"]
both = 2
