"""PyTorch: no operation is dispatched by a description, whatever mode or profiler watches; modules are not run."""

import unittest

import numpy as np
import torch
from library import field, fingerprint, loads_on_demand, look, say
from torch.overrides import TorchFunctionMode
from torch.profiler import ProfilerActivity, profile
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils.data import DataLoader, TensorDataset

TENSOR = torch.arange(6.0).reshape(2, 3)


class Tensors(unittest.TestCase):
    def test_numbers_in_memory(self):
        for value in (
            TENSOR,
            TENSOR.t(),
            TENSOR[:, 1:],
            TENSOR.expand(4, 2, 3),
            TENSOR.to(torch.bfloat16),
            TENSOR.half(),
        ):
            made = look(value)
            self.assertEqual((made.kind, made.lib, made.summary["shape"]), ("array", "torch", list(value.shape)))
            self.assertEqual(made.summary["dtype"], str(value.dtype)[6:])
            self.assertEqual((made.summary["min"], made.summary["max"]), (float(value.min()), float(value.max())))
        self.assertEqual(look(TENSOR.t()).preview["rows"], [[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]])
        self.assertEqual(look(torch.tensor(3)).preview["items"], [3])
        self.assertEqual(look(torch.zeros(0, 3)).preview["rows"], [])
        self.assertEqual(look(TENSOR).fp, look(torch.arange(6.0).reshape(2, 3)).fp)

    def test_without_numbers(self):
        for value, why in (
            (torch.zeros(2, 3, device="meta"), "no data"),
            (TENSOR.to_sparse(), "not in plain memory"),
            (torch.complex(TENSOR, TENSOR).conj(), "not in plain memory"),
        ):
            made = look(value)
            self.assertEqual((made.detail, made.why, made.summary["shape"]), ("summary", why, [2, 3]))
            self.assertEqual(field(made, "device"), str(value.device))

    def test_gradients(self):
        weight = torch.nn.Parameter(TENSOR.clone())
        product = (weight * 2).sum()
        self.assertEqual(field(look(product), "grad_fn"), "SumBackward0")
        self.assertEqual(field(look(weight), "requires_grad"), "True")
        product.backward()
        self.assertTrue(torch.equal(weight.grad, torch.full((2, 3), 2.0)))

    def test_nobody_sees_it(self):
        seen = []

        class Functions(TorchFunctionMode):
            def __torch_function__(self, function, types, args=(), kwargs=None):
                seen.append(function)
                return function(*args, **(kwargs or {}))

        class Dispatches(TorchDispatchMode):
            def __torch_dispatch__(self, function, types, args=(), kwargs=None):
                seen.append(function)
                return function(*args, **(kwargs or {}))

        with Functions(), Dispatches():
            self.assertEqual(say(TENSOR).summary["shape"], [2, 3])
            self.assertEqual(say(MODEL).kind, "model")
            fingerprint(TENSOR)
        self.assertEqual(seen, [])
        with profile(activities=[ProfilerActivity.CPU]) as watched:
            say(TENSOR)
            say(MODEL)
        self.assertEqual([event.key for event in watched.key_averages()], [])

    def test_a_class_that_computes_is_named_only(self):
        class Mine(torch.Tensor):
            @classmethod
            def __torch_dispatch__(cls, function, types, args=(), kwargs=None):
                raise AssertionError(function)

        made = say(torch.Tensor._make_subclass(Mine, torch.ones(2)))
        self.assertEqual((made.kind, made.type, made.detail), ("array", "Mine", "type"))

    def test_under_vmap(self):
        kinds = []
        torch.func.vmap(lambda row: kinds.append(say(row).detail) or row.sum())(TENSOR)
        self.assertEqual(kinds, ["summary"])

    def test_changes_in_place(self):
        value = torch.zeros(3)
        before = fingerprint(value)
        value.add_(1)
        self.assertNotEqual(before, fingerprint(value))
        self.assertEqual(fingerprint(value), fingerprint(value))


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.width = 4
        self.first = torch.nn.Linear(3, 4)
        self.last = torch.nn.Linear(4, 1)
        self.last.requires_grad_(False)

    def forward(self, value):
        raise AssertionError("run")

    def parameters(self, recurse=True):
        raise AssertionError("asked")


MODEL = Net()


class Models(unittest.TestCase):
    def test_modules(self):
        made = look(MODEL)
        self.assertEqual((made.kind, made.type), ("model", "Net"))
        self.assertEqual(made.summary["parts"], [["first", "Linear"], ["last", "Linear"]])
        state = made.summary["state"]
        self.assertEqual((state["parameters"], state["trainable"], state["device"]), ("21", "16", "cpu"))
        self.assertEqual((state["mode"], made.summary["parameters"]), ("training", {"width": "4"}))
        self.assertEqual(look(Net().eval()).summary["state"]["mode"], "evaluation")
        tied = torch.nn.Sequential(MODEL.first, MODEL.first)
        self.assertEqual(look(tied).summary["state"]["parameters"], "16")
        self.assertEqual(look(torch.nn.LazyLinear(3)).summary["state"]["parameters"], "0")

    def test_optimizers_and_loaders(self):
        optimizer = torch.optim.SGD(MODEL.first.parameters(), lr=0.5, momentum=0.9)
        made = look(optimizer)
        self.assertEqual((made.summary["parameters"]["momentum"], made.summary["state"]["lr"]), ("0.9", "0.5"))
        read = []

        class Rows(TensorDataset):
            def __getitem__(self, at):
                read.append(at)
                return super().__getitem__(at)

            def __len__(self):
                read.append("len")
                return super().__len__()

        loader = DataLoader(Rows(TENSOR), batch_size=2)
        read.clear()
        made = look(loader)
        self.assertEqual((made.kind, field(made, "batch_size"), read), ("lazy", "2", []))
        self.assertEqual(sum(len(batch[0]) for batch in loader), 2)

    def test_arrays_share_statistics_with_numpy(self):
        self.assertEqual(look(TENSOR).summary["mean"], float(np.mean(TENSOR.numpy())))

    def test_loaded_with_the_library_only(self):
        loads_on_demand(self, "torch_tensors", "import torch; value = torch.ones(2)")


if __name__ == "__main__":
    unittest.main()
