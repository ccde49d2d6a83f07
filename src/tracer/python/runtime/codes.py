"""What whoever asks a traced function for its code is given: code that can be hashed, compared, and pickled by value.

Instrumented code reaches its probes through a list among its constants, which a `.pyc` can hold but nobody can hash.
Reading `function.__code__` raises an audit event before it is answered; then the function gets the same code with a
stand-in for the list. It leads to the same probes. Pickled (cloudpickle, dill, Spark, joblib), it becomes a tuple whose
every gate says that the plain body runs: in another process the function is what the program wrote.
"""

from __future__ import annotations

from _operator import mul
from types import CodeType, FunctionType
from typing import Any

from .identity import identity

GATE_OF_PLAIN = (0,)

# `__file__` of the imported modules that are traced. (Libraries ask for thousands of codes while they load.)
traced_files: set[str] = set()

code_of = FunctionType.__dict__["__code__"].__get__
set_code = FunctionType.__dict__["__code__"].__set__
# By the identity of the code that was given out or replaced: closures of one function share theirs.
_settled: dict[int, tuple[CodeType, CodeType]] = {}
_stand_ins: dict[int, Any] = {}
# By the identity of a stand-in: how many cells stand behind it.
_sizes: dict[int, int] = {}
_reading = [False]


def settle(function: Any) -> None:
    """Called by the audit hook when `__code__` of anything is about to be read."""
    if type(function) is not FunctionType or _reading[0]:
        return
    space = function.__globals__
    if space.get("__file__") not in traced_files and space.get("__name__") != "__main__":
        return
    _reading[0] = True
    try:
        code = code_of(function)
        settled = _settle_code(code)
        if settled is not code:
            set_code(function, settled)
    except Exception:
        return
    finally:
        _reading[0] = False


def _settle_code(code: CodeType) -> CodeType:
    known = _settled.get(identity(code))
    if known is not None:
        return known[1]
    constants = [_settle_constant(item) for item in code.co_consts]
    if all(new is old for new, old in zip(constants, code.co_consts)):
        return code
    settled = code.replace(co_consts=tuple(constants))
    _settled[identity(code)] = (code, settled)
    return settled


def _settle_constant(item: Any) -> Any:
    if type(item) is list:
        return _stand_in(item)
    return _settle_code(item) if type(item) is CodeType else item


def _stand_in(cells: list[Any]) -> Any:
    """Looked up as quickly as can be: the class's own `__getitem__` is that of the list."""
    known = _stand_ins.get(identity(cells))
    if known is None:
        reduced = (mul, ((GATE_OF_PLAIN,), len(cells)))
        space = {
            "__slots__": (),
            "__getitem__": staticmethod(cells.__getitem__),
            "__setitem__": staticmethod(cells.__setitem__),
            "__reduce__": lambda self: reduced,
            "__copy__": lambda self: self,
            "__deepcopy__": lambda self, memo: self,
            "__repr__": lambda self: "()",
        }
        known = _stand_ins[identity(cells)] = type("constant", (), space)()
        _sizes[identity(known)] = len(cells)
    return known


def unprobed(code: CodeType) -> CodeType:
    """The same code with nothing in it that reaches a probe, so that it can be marshalled: only plain bodies run."""
    constants = [_unprobed_constant(item) for item in code.co_consts]
    if all(new is old for new, old in zip(constants, code.co_consts)):
        return code
    return code.replace(co_consts=tuple(constants))


def _unprobed_constant(item: Any) -> Any:
    if type(item) is CodeType:
        return unprobed(item)
    size = len(item) if type(item) is list else _sizes.get(identity(item))
    return item if size is None else (GATE_OF_PLAIN,) * size
