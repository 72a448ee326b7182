/* library.c - the names of Python's library, the part that people import without thinking.
 *
 * suggest.c asks "did you forget to import ...?" with them; the engine tells with them a module
 * that is missing here from one that exists nowhere. */
#include <string.h>

#include "vm/vm.h"

/* Of sys.stdlib_module_names. */
static const char *const modules[] = {
    "abc",        "argparse",   "array",       "ast",      "asyncio",     "atexit",
    "base64",     "bisect",     "builtins",    "calendar", "cmath",       "collections",
    "contextlib", "copy",       "csv",         "ctypes",   "dataclasses", "datetime",
    "decimal",    "dis",        "email",       "enum",     "errno",       "fractions",
    "functools",  "gc",         "getpass",     "glob",     "hashlib",     "heapq",
    "html",       "http",       "inspect",     "io",       "itertools",   "json",
    "keyword",    "linecache",  "locale",      "logging",  "math",        "multiprocessing",
    "numbers",    "operator",   "os",          "pathlib",  "pickle",      "platform",
    "pprint",     "queue",      "random",      "re",       "secrets",     "select",
    "shlex",      "shutil",     "signal",      "socket",   "sqlite3",     "ssl",
    "stat",       "statistics", "string",      "struct",   "subprocess",  "sys",
    "tempfile",   "textwrap",   "threading",   "time",     "timeit",      "token",
    "trace",      "traceback",  "tracemalloc", "types",    "typing",      "unittest",
    "urllib",     "uuid",       "warnings",    "weakref",  "xml",         "zipfile",
    "zlib",
};

bool vm_library_has(const char *name, size_t len) {
    for (size_t i = 0; i < ARRAY_LEN(modules); i++)
        if (strlen(modules[i]) == len && memcmp(modules[i], name, len) == 0) return true;
    return false;
}
