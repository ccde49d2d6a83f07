"""Values of generated programs: they say what is done to them, so that order and number of operations show."""


class Loud:
    def __init__(self, name):
        self.name = str(name)[:12]

    def __repr__(self):
        return f"<{self.name}>"

    def __bool__(self):
        print("bool", self)
        return len(self.name) % 2 == 1

    def __hash__(self):
        return len(self.name)

    def __len__(self):
        print("len", self)
        return 2

    def __call__(self, *given, **named):
        print("call", self, given, named)
        return given[0] if given else self

    def __getattr__(self, name):
        if name.startswith("_") or name not in ("p", "q", "r"):
            raise AttributeError(name)
        print("getattr", self, name)
        return Loud(self.name + name)

    def __setattr__(self, name, value):
        if name != "name":
            print("setattr", self, name, value)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("delattr", self, name)

    def __getitem__(self, key):
        print("getitem", self, key)
        return key

    def __setitem__(self, key, value):
        print("setitem", self, key, value)

    def __delitem__(self, key):
        print("delitem", self, key)

    def __contains__(self, item):
        print("contains", self, item)
        return True

    def __iter__(self):
        print("iter", self)
        return iter([1, 2])

    def __enter__(self):
        print("enter", self)
        return self

    def __exit__(self, kind, error, trace):
        print("exit", self, kind and kind.__name__, error)
        return self.name.startswith("s")

    def __await__(self):
        print("await", self)
        yield self
        return self


def say(name):
    def operate(self, *others):
        print(name, self, *others)
        return Loud(self.name + name[2:4])

    return operate


for operator in ("add", "sub", "mul", "mod", "and", "or", "lt", "le", "eq", "ne", "neg", "invert", "pos"):
    setattr(Loud, f"__{operator}__", say(f"__{operator}__"))
for operator in ("add", "sub", "mul", "mod", "and", "or"):
    setattr(Loud, f"__r{operator}__", say(f"__r{operator}__"))
for operator in ("add", "mul"):
    setattr(Loud, f"__i{operator}__", say(f"__i{operator}__"))


def drive(coroutine):
    """Runs a coroutine or asynchronous generator's step without a loop."""
    try:
        while True:
            print("suspended", coroutine.send(None))
    except StopIteration as end:
        return end.value


def told(function):
    print("decorated", function.__name__)
    return function
