from . import two
from .two import VALUE as value
from .two import nothing_there_is_no_error_here
