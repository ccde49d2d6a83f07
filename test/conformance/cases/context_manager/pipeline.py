"""A resource that is closed when its block is left."""


class Session:
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.log.append("closed")

    def read(self, name):
        return {"name": name, "size": len(name)}


log = ["opened"]
with Session(log) as session:
    page = session.read("ada")
    print(page)
print(log)
