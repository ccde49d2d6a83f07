import people

CITIES = ["Bonn", "Kiel"]


def load():
    return [{"id": 1, "who": people.FIRST}, {"id": 2, "who": "b"}]
