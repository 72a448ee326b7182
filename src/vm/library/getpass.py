"""A password from the terminal, and who is there."""

import sys

__all__ = ["getpass", "getuser", "GetPassWarning"]


class GetPassWarning(UserWarning):
    """The password may be seen."""


def getpass(prompt="Password: ", stream=None):
    """The line that is typed; there is no terminal that could hide it."""
    return input(prompt)


def getuser():
    return "user"
