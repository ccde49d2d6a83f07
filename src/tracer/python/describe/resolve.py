"""Finds who can describe a class: its own builtin base, or a library that the program has imported.

A class is found by identity along its method resolution order, so that neither a name nor a metaclass can pretend.
"""

from __future__ import annotations

import weakref
from typing import Any, Callable

from .budget import Budget
from .builtin_values import BUILTIN_DESCRIBERS, standard_describer
from .description import Description
from .identity import identity
from .names import class_library, class_mro, module_vars
from .records import describe_instance

Describer = Callable[[Any, Budget], Description]

# Root module of a class -> (module whose namespace holds the public classes, our file for it).
LIBRARIES = {
    "numpy": ("numpy", "numpy_arrays"),
    "pandas": ("pandas", "pandas_frames"),
    "polars": ("polars", "polars_frames"),
    "pyarrow": ("pyarrow", "arrow_tables"),
    "sklearn": ("sklearn.base", "sklearn_models"),
    "matplotlib": ("matplotlib.figure", "matplotlib_figures"),
    "pydantic": ("pydantic", "pydantic_models"),
    "duckdb": ("duckdb", "duckdb_relations"),
    "_duckdb": ("duckdb", "duckdb_relations"),
    "torch": ("torch", "torch_tensors"),
    "pyspark": ("pyspark.sql", "spark_frames"),
    "dask": ("dask", "dask_collections"),
    "xgboost": ("xgboost", "xgboost_models"),
    "lightgbm": ("lightgbm", "lightgbm_models"),
    "xarray": ("xarray", "xarray_datasets"),
    "datasets": ("datasets", "hugging_datasets"),
    "langchain_core": ("langchain_core.load.serializable", "langchain_values"),
    "langgraph": ("langgraph.graph", "langgraph_graphs"),
    "pydantic_ai": ("pydantic_ai", "pydantic_ai_runs"),
    "sqlalchemy": ("sqlalchemy", "sqlalchemy_results"),
    "statsmodels": ("statsmodels.base.model", "statsmodels_results"),
    "scipy": ("scipy.sparse", "scipy_sparse"),
    "networkx": ("networkx", "networkx_graphs"),
    "PIL": ("PIL.Image", "pillow_images"),
}
# Those of our files that teach cells, rows or messages something before a value of the library itself is described.
TEACHERS = (
    *("numpy", "pandas", "polars", "pyarrow", "torch", "pyspark", "sqlalchemy"),
    *("langchain_core", "pydantic_ai"),
)

_found: dict[int, tuple[weakref.ref[type], Describer]] = {}
_prepared: dict[str, bool] = {}


def describer_of(cls: type) -> Describer:
    known = _found.get(identity(cls))
    if known is not None and known[0]() is cls:
        return known[1]
    describer = _find(cls)
    _found[identity(cls)] = (weakref.ref(cls), describer)
    return describer


def _find(cls: type) -> Describer:
    _prepare_libraries()
    for base in class_mro(cls):
        builtin = BUILTIN_DESCRIBERS.get(identity(base))
        if builtin is not None and base is not object:
            return builtin
        found = standard_describer(base) or _library_describer(base)
        if found is not None:
            return found
    return describe_instance


def _library_describer(base: type) -> Describer | None:
    library = LIBRARIES.get(class_library(base))
    if library is None:
        return None
    public = module_vars(library[0])
    if public is None:
        return None
    try:
        describer: Describer | None = _ours(library[1]).find_describer(base, public)
    except ImportError:
        return None
    return describer


def _prepare_libraries() -> None:
    """Libraries that were imported since the last new class was seen teach their scalars to cells."""
    for root in TEACHERS:
        if root in _prepared:
            continue
        module, ours = LIBRARIES[root]
        public = module_vars(module)
        spec = None if public is None else public.get("__spec__")
        if public is None or getattr(spec, "_initializing", False):
            continue
        _prepared[root] = True
        try:
            _ours(ours).prepare(public)
        except Exception:
            continue


def _ours(name: str) -> Any:
    return __import__(name, globals(), None, ("prepare",), 1)
