"""The docstring."""
x = 1
