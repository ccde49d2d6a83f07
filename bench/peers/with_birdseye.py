"""Runs a script with birdseye on its whole main module and on its folder's modules, into a scratch database."""

import importlib.abc
import importlib.machinery
import os
import sys

from birdseye import eye

script = os.path.abspath(sys.argv[1])
folder = os.path.dirname(script)
sys.argv = sys.argv[1:]
sys.path[0] = folder


def run_traced(path, namespace):
    with open(path, encoding="utf8") as file:
        eye.exec_string(file.read(), path, namespace, namespace, deep=True)


class Loader(importlib.machinery.SourceFileLoader):
    def exec_module(self, module):
        run_traced(self.path, module.__dict__)


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec and spec.origin and spec.origin.startswith(folder + os.sep) and spec.origin.endswith(".py"):
            spec.loader = Loader(name, spec.origin)
            return spec
        return None


sys.meta_path.insert(0, Finder())
module = type(sys)("__main__")
module.__file__ = script
sys.modules["__main__"] = module
run_traced(script, module.__dict__)
