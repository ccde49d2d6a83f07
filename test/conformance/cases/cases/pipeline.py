"""One of several cases."""


def size(kind):
    match kind:
        case "small":
            limits = [0, 10]
        case "large":
            limits = [10, 100]
        case _:
            limits = []
    return limits


limits = size("large")
print(limits)
