"""What computer this is: a simulated one, with Linux and CPython."""

import collections
import sys

uname_result = collections.namedtuple("uname_result", "system node release version machine")


def system():
    return "Linux"


def node():
    return "ouroboros"


def release():
    return "6.1.0"


def version():
    return "#1 SMP"


def machine():
    return "x86_64"


def processor():
    return ""


def uname():
    """All of it."""
    return uname_result(system(), node(), release(), version(), machine())


def platform(aliased=False, terse=False):
    """In one word."""
    return "Linux-6.1.0-x86_64-with-glibc2.36" if not terse else "Linux-6.1.0-x86_64-with-glibc2.36"


def architecture(executable=sys.executable, bits="", linkage=""):
    return "64bit", "ELF"


def libc_ver(executable=None, lib="", version="", chunksize=16384):
    return "glibc", "2.36"


def python_implementation():
    return "CPython"


def python_version():
    """As text, with three parts."""
    return sys.version.split()[0]


def python_version_tuple():
    return tuple(python_version().split("."))


def python_branch():
    return ""


def python_revision():
    return ""


def python_compiler():
    return "GCC 12.2.0"


def python_build():
    return "main", "Jan  1 2024 00:00:00"


def mac_ver(release="", versioninfo=("", "", ""), machine=""):
    return release, versioninfo, machine


def win32_ver(release="", version="", csd="", ptype=""):
    return release, version, csd, ptype


def java_ver(release="", vendor="", vminfo=("", "", ""), osinfo=("", "", "")):
    return release, vendor, vminfo, osinfo
