# Complex numbers: literals, arithmetic, text, what complex() takes, what it refuses.
import sys


def tell(text, *names):
    for part in text:
        try:
            shown = repr(eval(part, globals()))
        except Exception as error:
            shown = type(error).__name__ + ": " + str(error)
        print(part, "->", shown)


class Half:
    def __complex__(self):
        return 0.5 + 0.5j


class Wrong:
    def __complex__(self):
        return 1


class Index:
    def __index__(self):
        return 7


class Own(complex):
    pass


z = 3 - 4j
tell(["2j", "0j", "1_0.5J", "01j", "1e3j", "-2j", "1+2j", "1-2j", "-0.0-0j", "1e400j", "2j if 1 else 0"])
tell(["z + 1", "1 - z", "z * 2.5", "z / 2", "1 / z", "z ** 2", "z ** -3", "z ** 0.5", "z ** z", "2 ** z",
      "z * True", "-z", "+z is z", "abs(z)", "~z", "not 0j", "bool(1j)", "(-8) ** (1 / 3)", "(-8.0) ** 0.5",
      "pow(-1, 0.5)", "z / 0", "0j ** -1", "0j ** 1j", "1e300j ** 3", "pow(z, 2, 3)", "pow(2, z, 3)",
      "z.__pow__(2, 3)", "abs(complex(1e308, 1.7e308))", "z * 'a'", "[1] * z", "1e200j * 1e200", "10 ** 400 * z"])
tell(["z // 2", "z % 2", "divmod(z, 2)", "2 // z", "int(z)", "float(z)", "round(z)", "'%d' % z", "'%f' % z",
      "'%s %r' % (z, z)", "z < 1j", "max(1j, 2j)", "[1, 2][z]"])
tell(["z == 3 - 4j", "1 + 0j == 1", "1 + 0j == 1.0", "True == 1 + 0j", "1j == 1", "1j != 'a'", "z.__eq__(2 ** 70)",
      "hash(1 + 0j) == hash(1)", "hash(z)", "hash(1j)", "{1 + 0j: 'a', 1: 'b'}", "2 in {2 + 0j}"])
tell(["z.real", "z.imag", "z.conjugate()", "z.__getnewargs__()", "complex.real", "type(z.real)", "hasattr(z, '__complex__')",
      "hasattr(z, '__int__')", "z.conjugate(1)", "complex.__basicsize__", "sys.getsizeof(z)"])
tell(["complex()", "complex(2)", "complex(2.5, -1)", "complex(z, z)", "complex(1, 2j)", "complex(imag=3)",
      "complex(real=1, imag=True)", "complex(Half())", "complex(Half(), 2)", "complex(Wrong())", "complex(Index())",
      "complex(z) is z", "complex(Own(1))", "Own(1, 2)", "type(Own(1, 2) + 0)", "+Own(2)", "complex([])",
      "complex(1, [])", "complex(b'1')", "complex('1', 2)", "complex(1, '2')", "complex(1, 2, 3)", "complex(x=1)",
      "complex(2 ** 2000)"])
tell(["complex('1')", "complex('1j')", "complex(' 1+2j ')", "complex('( -1.5e3-2J )')", "complex('j')", "complex('-j')",
      "complex('+1-j')", "complex('nan+infj')", "complex('1_0+2_0j')", "complex('\\u0661j')", "complex('1e500')",
      "complex('')", "complex('a')", "complex('1 + 2j')", "complex('1+2')", "complex('((1))')", "complex('1__0')",
      "complex('1j_')", "complex('1j\\0')", "complex('\\ud800')", "complex('(1')", "complex('1+')"])
tell(["format(z, '')", "format(z, '.2f')", "format(z, '+.1e')", "format(z, '>20')", "format(z, '*^24.3g')", "format(1j, '.3')",
      "format(1234567.5 + 2j, ',')", "format(1234567.5 - 2345678j, ',.1f')", "format(z, 'n')", "format(z, '#')",
      "format(1j, '#g')", "format(1j, ' ')", "f'{z:<15}|{z!r}|{1j:G}'", "'{:.1f}'.format(z)", "format(z, '010')",
      "format(z, '=10')", "format(z, 'd')", "format(z, '%')", "format(z, 'x')", "z.__format__(1)",
      "format(complex('nan-infj'), 'F')", "'{!s:>12}'.format(z)"])
print(complex(float("nan"), 0) == complex(float("nan"), 0), sum([1j, 2, 0.5]), sum([], 1j))


def folded():
    return 1 + 2j, -3j, (1j) ** 2, 2 * (1 - 1j), 1j / 0j if 0 else 4


print(folded.__code__.co_consts)
import copy
print(copy.copy(z) is z, copy.deepcopy([z])[0] is z)
