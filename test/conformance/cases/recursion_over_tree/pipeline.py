"""A nested structure is walked by a function that calls itself."""


def total(node):
    below = [total(child) for child in node["children"]]
    return node["size"] + sum(below)


tree = {"size": 1, "children": [{"size": 2, "children": []}, {"size": 3, "children": []}]}
size = total(tree)
print(size)
