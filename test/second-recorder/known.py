"""Every value that the second recorder sees and the record does not say, and every artifact that a change reaches and
the lineage does not: what it is, and why. The tests fail where there is another one, and where one of these is gone.
"""

# Program -> (name, reason) of each value that is missing.
MISSING = {
    "async_tasks": {
        "done": "changed by another task while this one waits: recorded there, under the call that made the task"
    },
    "contexts": {
        "timer": "changed by `__enter__` and `__exit__`: recorded in them, but `with` is no step that they stand under",
        "running": "the same object as `timer`",
        "other": "changed by `__exit__`, as `timer`",
    },
    "matching": {"text": "bound by a case whose guard then failed: a case is told when it was taken"},
}

# Program -> what a change reaches and the lineage does not say.
UNREACHED = {
    "clustering": "an attribute that holds a known artifact is that artifact: which model it was read from is not said",
    "dataclasses_enums": "a changed name of a class is another type of its instances: a class is no artifact",
    "example support_llm": "what goes over HTTP to a server in the same program is read there as new bytes",
    "simulation": "the state of a generator of random numbers is inside of C: that a call changed it is not seen",
}
