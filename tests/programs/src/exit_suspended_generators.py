# Generators that are suspended when the program ends: their finally runs, a yield in it is an error, what they hold dies.
import sys


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def counts(name):
    mine = Told("local of " + name)
    try:
        yield 1
    finally:
        print("finally", name)


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        print("stays")
        yield 2


def swallows():
    try:
        yield 1
    except GeneratorExit:
        print("swallowed")


def raises():
    try:
        yield 1
    finally:
        raise ValueError("from finally")


def outer():
    with manager():
        yield from counts("inner")


class manager:
    def __enter__(self):
        print("enter")

    def __exit__(self, kind, value, traceback):
        print("exit", kind.__name__)


kept = [make() for make in (stubborn, swallows, raises, outer)] + [counts("kept")]
for g in kept:
    next(g)
never = counts("never begun")
ring = counts("in a ring")
next(ring)
holder = Told("holder")
holder.ring, holder.me = ring, holder
