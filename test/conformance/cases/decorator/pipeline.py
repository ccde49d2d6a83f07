"""A function that is wrapped by another where it is defined."""


def remembered(function):
    seen = {}

    def wrapper(name):
        if name not in seen:
            seen[name] = function(name)
        return seen[name]

    return wrapper


def measure(name):
    return {"name": name, "size": len(name)}


measure = remembered(measure)
first = measure("ada")
again = measure("ada")
print(first, again)
