"""Errors raised, caught, wrapped, retried and cleaned up after."""


class Missing(Exception):
    def __init__(self, name):
        super().__init__(f"no {name}")
        self.name = name


def find(record, name):
    try:
        return record[name]
    except KeyError as error:
        raise Missing(name) from error


def to_number(text):
    try:
        value = float(text)
    except (TypeError, ValueError):
        value = None
    else:
        value = round(value, 1)
    finally:
        seen.append(text)
    return value


seen = []
record = {"a": "1.25", "b": "x", "c": None}
numbers = {name: to_number(text) for name, text in record.items()}
problems = []
for name in ("a", "z", "b"):
    try:
        found = find(record, name)
        parsed = float(found)
    except Missing as missing:
        problems.append(missing.name)
        continue
    except ValueError as error:
        problems.append(str(error))
    else:
        problems.append(parsed)
attempts = 0
while True:
    attempts += 1
    try:
        if attempts < 3:
            raise ConnectionError("try again")
        answer = "done"
        break
    except ConnectionError as error:
        last = str(error)
known = [value for value in numbers.values() if value is not None]
print(numbers, problems, attempts, answer, last, seen, known)
