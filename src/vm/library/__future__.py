"""What `from __future__ import ...` may name: since when it could be asked for, and since when it is so anyway."""

all_feature_names = ["nested_scopes", "generators", "division", "absolute_import", "with_statement",
                     "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations"]

if "annotations" in __lacks__:
    all_feature_names.remove("annotations")

__all__ = ["all_feature_names"] + all_feature_names

CO_NESTED = 0x10
CO_GENERATOR_ALLOWED = 0
CO_FUTURE_DIVISION = 0x2000 if "flags-moved" in __lacks__ else 0x20000
CO_FUTURE_ABSOLUTE_IMPORT = CO_FUTURE_DIVISION << 1
CO_FUTURE_WITH_STATEMENT = CO_FUTURE_DIVISION << 2
CO_FUTURE_PRINT_FUNCTION = CO_FUTURE_DIVISION << 3
CO_FUTURE_UNICODE_LITERALS = CO_FUTURE_DIVISION << 4
CO_FUTURE_BARRY_AS_BDFL = CO_FUTURE_DIVISION << 5
CO_FUTURE_GENERATOR_STOP = CO_FUTURE_DIVISION << 6
CO_FUTURE_ANNOTATIONS = CO_FUTURE_DIVISION << 7


class _Feature:
    def __init__(self, optionalRelease, mandatoryRelease, compiler_flag):
        self.optional = optionalRelease
        self.mandatory = mandatoryRelease
        self.compiler_flag = compiler_flag

    def getOptionalRelease(self):
        """The first release that knew the name."""
        return self.optional

    def getMandatoryRelease(self):
        """The release that does it unasked; None when that is not decided."""
        return self.mandatory

    def __repr__(self):
        return "_Feature" + repr((self.optional, self.mandatory, self.compiler_flag))


nested_scopes = _Feature((2, 1, 0, "beta", 1), (2, 2, 0, "alpha", 0), CO_NESTED)
generators = _Feature((2, 2, 0, "alpha", 1), (2, 3, 0, "final", 0), CO_GENERATOR_ALLOWED)
division = _Feature((2, 2, 0, "alpha", 2), (3, 0, 0, "alpha", 0), CO_FUTURE_DIVISION)
absolute_import = _Feature((2, 5, 0, "alpha", 1), (3, 0, 0, "alpha", 0), CO_FUTURE_ABSOLUTE_IMPORT)
with_statement = _Feature((2, 5, 0, "alpha", 1), (2, 6, 0, "alpha", 0), CO_FUTURE_WITH_STATEMENT)
print_function = _Feature((2, 6, 0, "alpha", 2), (3, 0, 0, "alpha", 0), CO_FUTURE_PRINT_FUNCTION)
unicode_literals = _Feature((2, 6, 0, "alpha", 2), (3, 0, 0, "alpha", 0), CO_FUTURE_UNICODE_LITERALS)
barry_as_FLUFL = _Feature((3, 1, 0, "alpha", 2), (3, 9, 0, "alpha", 0) if "flufl-put-off" in __lacks__ else (4, 0, 0, "alpha", 0),
                          CO_FUTURE_BARRY_AS_BDFL)
generator_stop = _Feature((3, 5, 0, "beta", 1), (3, 7, 0, "alpha", 0), CO_FUTURE_GENERATOR_STOP)
_by = [release for name, release in (("annotations-by-4", (4, 0, 0, "alpha", 0)), ("annotations-by-3.10", (3, 10, 0, "alpha", 0)),
                                     ("annotations-by-3.11", (3, 11, 0, "alpha", 0))) if name not in __lacks__]
annotations = _Feature((3, 7, 0, "beta", 1), _by[0] if _by else None, CO_FUTURE_ANNOTATIONS)
del _by
