# Aliases of typing and of built-in classes, whose variables are filled in.
import typing, sys
from typing import Callable, Dict, List, Optional, TypeVar, Union
K=TypeVar("K"); V=TypeVar("V")
if sys.version_info>=(3,9):
    print(Dict[K, list[V]][int,str], Dict[K, list[V]].__parameters__, List[list[K]][int], Optional[list[K]].__parameters__)
print(Dict[K, List[V]][int,str], Union[int,str], Callable[[int],str], typing.ByteString)
if sys.version_info>=(3,9):
    print(list[V].__parameters__, dict[K,list[V]][int,str], list[List[V]][int], dict[V,V][int], list[V][K])
    for e in ('list[int][str]','dict[K,V][int]','dict[K,V][int,str,3]'):
        try: print(eval(e))
        except Exception as x: print(type(x).__name__, x)
