"""PyTorch: tensors, modules, optimizers and loaders.

A device is never waited for: only tensors in the processor's own memory have statistics, read there directly, so
that no
operation is dispatched, traced or profiled. Modes and subclasses of the program see nothing (`DisableTorchFunction`).
"""

from __future__ import annotations

import sys
from typing import Any

from .budget import Budget
from .cell import short_facts
from .description import Description
from .identity import identity
from .named_facts import Fields, describe_by, entries_preview, fact, facts_of, said
from .names import class_attribute, class_library, class_mro, class_name, instance_vars, module_vars
from .numpy_arrays import _add_statistics, array_preview, shape_text

MOST_MODULES = 2_000
MOST_PARTS = 50
# As NumPy knows them. Eight-bit floats and quantized numbers it does not know.
_SAME = ("float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8", "bool", "complex64", "complex128")
_NUMPY_TYPES = {**{name: name for name in _SAME}, "bfloat16": "uint16"}
# Numbers of a type that NumPy does not know are converted up to this many.
MOST_WIDENED = 1_000_000


def find_describer(cls: type, torch: dict[str, Any]) -> Any:
    if cls is torch.get("Tensor"):
        return describe_tensor
    found: tuple[tuple[str, str, Any], ...] = (
        ("torch.nn", "Module", describe_module),
        ("torch.optim", "Optimizer", describe_optimizer),
        ("torch.utils.data", "DataLoader", describe_loader),
    )
    for module, name, describer in found:
        if cls is (module_vars(module) or {}).get(name):
            return describer
    return None


def prepare(torch: dict[str, Any]) -> None:
    for cls in (torch["Tensor"], (module_vars("torch.nn") or {})["Parameter"]):
        short_facts[identity(cls)] = (cls, _short)


def _torch() -> Any:
    return sys.modules["torch"]


def _short(value: Any) -> str:
    with _torch()._C.DisableTorchFunction():
        text = f"{class_name(type(value))} {shape_text(value.shape)} {_dtype_text(value)}"
        return text if value.device.type == "cpu" else f"{text} {value.device}"


def _dtype_text(value: Any) -> str:
    return str(value.dtype).partition(".")[2]


def _is_plain(value: Any) -> bool:
    """Subclasses that answer for their own shape (`__torch_dispatch__`) are not asked for it."""
    torch = _torch()
    own = class_attribute(type(value), "__torch_dispatch__")
    return own is None or own is torch._C._disabled_torch_dispatch_impl


def describe_tensor(value: Any, budget: Budget) -> Description:
    torch = _torch()
    if not _is_plain(value):
        return Description(
            "array", class_name(type(value)), class_library(type(value)), detail="type", why="its class computes"
        )
    with torch._C.DisableTorchFunction():
        return _describe_plain(torch, value, budget)


def _describe_plain(torch: Any, value: Any, budget: Budget) -> Description:
    shape = [int(size) for size in value.shape]
    fields: Fields = {"device": said("device", str(value.device)), "requires_grad": fact(value.requires_grad)}
    made_by = value.grad_fn if value.requires_grad else None
    if made_by is not None:
        fields["grad_fn"] = said("Node", class_name(type(made_by)))
    if value.layout is not torch.strided:
        fields["layout"] = said("layout", str(value.layout))
    summary: dict[str, Any] = {"shape": shape, "dtype": _dtype_text(value), "fields": fields}
    made = Description("array", class_name(type(value)), class_library(type(value)), summary)
    array = memory_of(torch, value)
    if array is None:
        made.detail, made.why = "summary", _reason(value)
        return made
    summary["bytes"] = int(array.nbytes)
    np = sys.modules["numpy"]
    if array.size > MOST_WIDENED and _dtype_text(value) == "bfloat16":
        made.detail, made.why = "summary", "size"
        return made
    array = _widened(np, value, array)
    _add_statistics(np, array, None, budget, made)
    made.preview = array_preview(np, array, None, budget)
    made.detail, made.why = budget.detail, budget.why or None
    return made


def _reason(value: Any) -> str:
    device = value.device.type
    if device != "cpu":
        return "no data" if device == "meta" else f"on {value.device}, not waited for"
    return "not in plain memory"


def memory_of(torch: Any, value: Any) -> Any:
    """The tensor's memory as an ndarray that copies nothing, or None. It is used only while the tensor is held."""
    np, ctypes = sys.modules.get("numpy"), sys.modules.get("ctypes")
    name = _NUMPY_TYPES.get(_dtype_text(value))
    if np is None or ctypes is None or name is None or class_library(type(value)) != "torch":
        return None
    if value.device.type != "cpu" or value.layout is not torch.strided or value.is_conj() or value.is_neg():
        return None
    if torch._C._len_torch_dispatch_stack() > 0 or torch._C._functorch.is_functorch_wrapped_tensor(value):
        return None
    shape, width = tuple(int(size) for size in value.shape), int(value.element_size())
    if int(value.numel()) == 0:
        return np.empty(shape, dtype=name)
    steps = [int(step) for step in value.stride()]
    reach = 1 + sum((size - 1) * step for size, step in zip(shape, steps))
    raw = (ctypes.c_char * (reach * width)).from_address(value.data_ptr())
    return np.ndarray(shape, name, raw, 0, tuple(step * width for step in steps))


def _widened(np: Any, value: Any, array: Any) -> Any:
    """A bfloat16 is the upper half of a float32, which NumPy knows."""
    return (array.astype("u4") << 16).view("f4") if _dtype_text(value) == "bfloat16" else array


def tensor_print(value: Any) -> str | None:
    """PyTorch counts the changes in place of every tensor; on a device as well, without waiting for it."""
    torch = _torch()
    if not _is_plain(value):
        return None
    with torch._C.DisableTorchFunction():
        if value.is_inference():
            return None
        return f"{value._version}:{tuple(value.shape)}:{value.requires_grad}"


def describe_module(value: Any, budget: Budget) -> Description:
    torch = _torch()
    own = instance_vars(value) or {}
    modules = own.get("_modules") or {}
    count, trainable, devices, types, more = _parameters_of(torch, value)
    state = {"parameters": f"{count:,}{'+' if more else ''}", "trainable": f"{trainable:,}{'+' if more else ''}"}
    if devices:
        state["device"] = ", ".join(sorted(devices))
        state["dtype"] = ", ".join(sorted(types))
    if type(own.get("training")) is bool:
        state["mode"] = "training" if own["training"] else "evaluation"
    summary: dict[str, Any] = {"state": state}
    given = {name: fact(item)[1] for name, item in own.items() if _is_setting(name, item)}
    if given:
        summary["parameters"] = given
    if modules:
        summary["parts"] = [
            [name, class_name(type(part))] for name, part in list(modules.items())[:MOST_PARTS] if part is not None
        ]
    made = Description("model", class_name(type(value)), class_library(type(value)), summary)
    made.preview = entries_preview({**given, **state}, budget)
    return made


def _is_setting(name: object, item: object) -> bool:
    return type(name) is str and name[:1] != "_" and name != "training" and type(item) in (int, float, str, bool, tuple)


def _parameters_of(torch: Any, root: Any) -> tuple[int, int, set[str], set[str], bool]:
    """Over the tree of modules, by the namespaces in which modules keep their parts: `parameters()` may be
    overridden."""
    total = trainable = 0
    devices: set[str] = set()
    types: set[str] = set()
    seen: set[int] = set()
    waiting = [root]
    with torch._C.DisableTorchFunction():
        while waiting and len(seen) < MOST_MODULES:
            module = waiting.pop()
            if identity(module) in seen:
                continue
            seen.add(identity(module))
            own = instance_vars(module) or {}
            for part in (own.get("_parameters") or {}).values():
                if part is None or identity(part) in seen or not _is_countable(torch, part):
                    continue
                seen.add(identity(part))
                size = int(part.numel())
                total += size
                trainable += size if part.requires_grad else 0
                devices.add(str(part.device))
                types.add(_dtype_text(part))
            waiting.extend(part for part in (own.get("_modules") or {}).values() if part is not None)
    return total, trainable, devices, types, bool(waiting)


def _is_countable(torch: Any, part: Any) -> bool:
    """Parameters of lazy modules have no size until the first batch."""
    return any(base is torch.Tensor for base in class_mro(type(part))) and (
        class_name(type(part)) not in ("UninitializedParameter", "UninitializedBuffer") and _is_plain(part)
    )


def describe_optimizer(value: Any, budget: Budget) -> Description:
    own = instance_vars(value) or {}
    groups = own.get("param_groups")
    given = own.get("defaults")
    parameters = {
        name: fact(item)[1] for name, item in (given.items() if type(given) is dict else ()) if type(name) is str
    }
    summary: dict[str, Any] = {"parameters": parameters}
    if type(groups) is list:
        rates = [group.get("lr") for group in groups if type(group) is dict]
        sizes = [len(group["params"]) for group in groups if type(group) is dict and type(group.get("params")) is list]
        summary["state"] = {"lr": ", ".join(fact(rate)[1] for rate in rates[:8]), "tensors": f"{sum(sizes):,}"}
    made = Description("model", class_name(type(value)), class_library(type(value)), summary)
    made.preview = entries_preview({**parameters, **summary.get("state", {})}, budget)
    return made


def describe_loader(value: Any, budget: Budget) -> Description:
    """Neither asked for its length nor iterated: both run the dataset's own code."""
    own = instance_vars(value)
    fields = facts_of(own, ("dataset", "batch_size", "num_workers", "drop_last", "sampler"))
    return describe_by("lazy", value, {"progress": "pending"}, fields)
