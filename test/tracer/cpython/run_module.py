"""The program that is compared: runs one module of CPython's suite, writes what came of each test as a line of JSON.

    run_module.py <module> <file of outcomes>

It stands in the workspace beside the copied `test` package, so it and every test module are traced.
"""

import doctest
import importlib
import json
import os
import sys
import unittest
import unittest.result


class Outcomes(unittest.TestResult):
    def __init__(self, file):
        super().__init__()
        self.file = file

    def tell(self, test, outcome, message=""):
        self.file.write(json.dumps([name_of(test), outcome, message]) + "\n")
        self.file.flush()

    def startTest(self, test):
        super().startTest(test)
        self.tell(test, "started")

    def addSuccess(self, test):
        self.tell(test, "passed")

    def addSkip(self, test, reason):
        self.tell(test, "skipped", reason)

    def addFailure(self, test, error):
        self.tell(test, "failed", self._exc_info_to_string(error, test))

    def addError(self, test, error):
        self.tell(test, "raised", self._exc_info_to_string(error, test))

    def addExpectedFailure(self, test, error):
        self.tell(test, "failed as expected")

    def addUnexpectedSuccess(self, test):
        self.tell(test, "passed unexpectedly")

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.tell(subtest, "failed", self._exc_info_to_string(error, test))


def name_of(test):
    if isinstance(test, unittest.TestCase) and not hasattr(test, "test_case"):
        return test.id()
    return str(test)


def suite_of(name):
    if name == "test_unittest" and sys.version_info < (3, 12):
        # Its tests lie in the package that they test.
        unittest.__path__.insert(0, os.path.join(sys.path[0], "unittest"))
    module = importlib.import_module("test." + name)
    suite = unittest.TestSuite([unittest.defaultTestLoader.loadTestsFromModule(module)])
    if hasattr(module, "__test__") and not hasattr(module, "load_tests"):
        suite.addTest(doctest.DocTestSuite(module))
    return suite


def main():
    name, outcomes = sys.argv[1:]
    del sys.argv[1:]
    from test import support

    # What CPython's own runner asks for when nothing is said.
    support.use_resources = []
    file = open(outcomes, "w")
    suite = suite_of(name)
    suite.run(Outcomes(file))
    file.write(json.dumps(["", "ended", ""]) + "\n")
    file.close()


# Spawned processes import this file again.
if __name__ == "__main__":
    main()
