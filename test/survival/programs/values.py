"""Values that raise, take their time, recurse and lie, used by a program as programs use values; it counts what is called on them."""

import time

calls = {}


def count(what):
    calls[what] = calls.get(what, 0) + 1


def trap(name, act):
    def method(self, *args):
        count(f"{type.__getattribute__(object.__getattribute__(self, 'kind'), '__name__')}.{name}")
        return act(self)

    return method


def fail(_):
    raise RuntimeError("nobody may call this")


def wait(_):
    time.sleep(30)
    return 0


def recurse(value):
    return repr(value)


def lie(_):
    return 10**9


NAMES = (
    "__repr__ __str__ __len__ __eq__ __hash__ __bool__ __iter__ __getattr__ __getitem__ __contains__ __float__ "
    "__index__ __format__ __dir__ __array__ __reduce_ex__ __copy__ __deepcopy__ __sizeof__"
).split()


def make(name, act, base=object):
    traps = {trapped: trap(trapped, act) for trapped in NAMES}
    lying = property(trap("__class__", act))
    made = type(name, (base,), {**traps, "__class__": lying})
    made.kind = made
    return made


kinds = [
    make(f"{act.__name__}_{base.__name__}", act, base)
    for act in (fail, wait, recurse, lie)
    for base in (object, list, dict)
]
values = [kind() for kind in kinds]
pairs = [(kind.__name__, value) for kind, value in zip(kinds, values)]
table = [{"name": name, "value": value} for name, value in pairs]
by_name = {name: value for name, value in pairs}


def hand_on(value, *more, key=None):
    kept = [value, more, key]
    return kept[0]


class Holder:
    def __init__(self, value):
        self.value = value


for value in values:
    same = hand_on(value, value, key=value)
    holder = Holder(same)
    holder.value = [holder.value, value]
    alias, _ = holder.value
    assert alias is value


def fails():
    raised = values[0]
    try:
        raise ValueError(raised)
    except ValueError as error:
        return error.args[0] is raised


kept = [row for row in table if row["name"].startswith("lie")]
print(len(values), len(table), len(by_name), len(kept), fails())
print(sorted(calls.items()))
