"""A chain of calls on a text, then an item taken out."""

text = " Alpha,Beta,Gamma "
parts = text.strip().lower().split(",")
first = parts[0]
print(first)
