"""Attributes of their own for each thread: the class that threading has."""

from threading import local

__all__ = ["local"]
