"""The module.

>>> 1 + 1
2
>>> for i in range(2):
...     print(i)
0
1
>>> print('a\\n\\nb')
a
<BLANKLINE>
b
>>> {}['x']
Traceback (most recent call last):
    ...
KeyError: 'x'
>>> print(list(range(20)))  # doctest: +ELLIPSIS
[0, 1, ..., 19]
>>> print(' a   b ')  # doctest: +NORMALIZE_WHITESPACE
a b
>>> 1 / 0  # doctest: +SKIP
5
"""
import doctest


def twice(x):
    """Twice as much.

    >>> twice(2)
    4
    >>> twice('a')
    'ab'
    >>> raise ValueError('x')
    0
    >>> twice(0)
    """
    return x * 2


class Stack:
    """
    >>> s = Stack()
    >>> s.push(3); s.push(4)
    >>> s.top
    4
    >>> len(s)
    2
    """

    def __init__(self):
        self.items = []

    def push(self, x):
        """
        >>> Stack().push(1)
        """
        self.items.append(x)

    @property
    def top(self):
        """
        >>> s = Stack(); s.top
        Traceback (most recent call last):
        IndexError: list index out of range
        """
        return self.items[-1]

    def __len__(self):
        """
        >>> len(Stack())
        1
        """
        return len(self.items)

    @staticmethod
    def none():
        "nothing to try"


__test__ = {'more': '>>> 2 * 3\n6\n'}
for test in doctest.DocTestFinder().find(Stack):
    print(test.name, test.lineno, [(e.source, e.want, e.lineno, e.indent) for e in test.examples])
print([(t.name, len(t.examples)) for t in doctest.DocTestFinder(exclude_empty=False).find(Stack)])
print(doctest.testmod())
print(doctest.testmod(verbose=True, optionflags=doctest.REPORT_NDIFF, exclude_empty=True))
doctest.run_docstring_examples(Stack, globals())
doctest.run_docstring_examples(twice, {'twice': lambda x: x})
parser = doctest.DocTestParser()
print(parser.parse('Text\n>>> x\ny\nmore\n\n  end')[1:], repr(parser.get_doctest('>>> 1\n1\n', {}, 'n', 'f', 0))) if 0 else print(len(parser.parse('a\n>>> x\ny\n\nb')))
print(repr(parser.get_doctest('>>> 1\n1\n', {}, 'n', 'f', 0)), doctest.Example('a', 'b') == doctest.Example('a', 'b'))
for bad in '>>>x', '>>> x # doctest: +NOTHING\n', '  >>> x\n  ... y\n z\n':
    try:
        parser.get_examples(bad)
    except ValueError as e:
        print(e)
checker = doctest.OutputChecker()
print(checker.check_output('1\n', 'True\n', 0), checker.check_output('a...b\n', 'axxb\n', doctest.ELLIPSIS), checker.check_output('a', 'b', 0))
print(checker.output_difference(doctest.Example('', 'a\nb\nc\nd\n'), 'a\nb\nx\nd\n', doctest.REPORT_UDIFF))
print(doctest.script_from_examples('Do:\n>>> x = 1\n>>> x\n1\n\nend\n'))
try:
    doctest.testmod(raise_on_error=True)
except doctest.DocTestFailure as e:
    print(type(e), e.example.source, e.got)
print(doctest.TestResults(1, 2))
