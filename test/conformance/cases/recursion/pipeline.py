"""A function that calls itself on the parts of what it was given."""


def total(node):
    size = node["size"]
    for child in node["children"]:
        size = size + total(child)
    return size


tree = {"size": 1, "children": [{"size": 2, "children": []}, {"size": 3, "children": []}]}
size = total(tree)
print(size)
