"""Runs a script with snoop on its top level and on each function of its folder's modules; the report goes nowhere."""

import ast
import importlib.abc
import importlib.machinery
import os
import sys

import snoop

script = os.path.abspath(sys.argv[1])
folder = os.path.dirname(script)
sys.argv = sys.argv[1:]
sys.path[0] = folder
sink = open(os.devnull, "w")  # noqa: SIM115  (open for as long as the script runs)
snoop.install(out=sink, builtins=True)


def with_snoop(source, filename, whole):
    tree = ast.parse(source, filename)
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            node.decorator_list.append(ast.Name("snoop", ast.Load()))
    if whole:
        head = 1 if ast.get_docstring(tree) is not None else 0
        while (
            head < len(tree.body)
            and isinstance(tree.body[head], ast.ImportFrom)
            and tree.body[head].module == "__future__"
        ):
            head += 1
        block = ast.With([ast.withitem(ast.Name("snoop", ast.Load()))], tree.body[head:])
        tree.body[head:] = [block]
    return compile(ast.fix_missing_locations(tree), filename, "exec", dont_inherit=True)


class Loader(importlib.machinery.SourceFileLoader):
    def get_code(self, fullname):
        return with_snoop(self.get_data(self.path), self.path, False)


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
with open(script, "rb") as file:
    exec(with_snoop(file.read(), script, True), module.__dict__)
