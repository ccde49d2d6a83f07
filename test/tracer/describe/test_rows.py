"""Rows that are not dicts: named tuples and SQLAlchemy's rows. A list of them is a table; results stay unfetched."""

import collections
import typing
import unittest

import sqlalchemy as sa
from describing import column, field, look, say
from sqlalchemy.orm import Session, declarative_base

Point = collections.namedtuple("Point", "x y")


class Trade(typing.NamedTuple):
    symbol: str
    api_key: str
    price: float = 1.0


class NamedTuples(unittest.TestCase):
    def test_a_list_of_them_is_a_table(self):
        made = say([Point(1, "a"), Point(2, None)])
        self.assertEqual((made.kind, made.summary["shape"]), ("table", [2, 2]))
        self.assertEqual(made.preview["rows"], [[1, "a"], [2, None]])
        self.assertEqual(column(made, "y")["nulls"], 1)
        self.assertEqual(made.fp, say([Point(1, "a"), Point(2, None)]).fp)
        self.assertNotEqual(made.fp, say([Point(1, "a"), Point(3, None)]).fp)
        hidden = say([Trade("A", "sesame"), Trade("B", "sesame", 2.0)])
        self.assertNotIn("sesame", str([hidden.summary, hidden.preview]))
        self.assertEqual(say([Point(1, [1]), Point(2, [2])]).kind, "collection")
        self.assertEqual(say([(1, 2), (3, 4)]).kind, "collection")


class Statements(unittest.TestCase):
    def setUp(self):
        self.engine = sa.create_engine("sqlite://")
        self.connection = self.engine.connect()
        self.addCleanup(self.engine.dispose)
        self.addCleanup(self.connection.close)
        self.connection.execute(sa.text("create table city (id integer primary key, name text)"))
        self.connection.execute(sa.text("insert into city values (1, 'Oslo'), (2, 'Rome'), (3, 'Bern')"))
        self.executed = []
        sa.event.listen(self.engine, "before_cursor_execute", lambda *given: self.executed.append(given[2]))

    def ask(self, text="select id, name from city order by id"):
        return self.connection.execute(sa.text(text))

    def test_a_result_is_not_fetched_from(self):
        result = self.ask()
        self.executed.clear()
        for view in (result, self.ask().mappings(), self.ask().scalars()):
            self.executed.clear()
            made = look(view)
            self.assertEqual((made.kind, made.summary["progress"]), ("lazy", "pending"))
        self.assertEqual([found["name"] for found in look(result).summary["columns"]], ["id", "name"])
        self.assertEqual(result.fetchone()[0], 1)
        self.assertEqual(look(result).summary["progress"], "pending")
        self.assertEqual([row.id for row in result], [2, 3])
        self.assertEqual(look(result).summary["progress"], "closed")
        self.assertEqual(self.executed, [])

    def test_rows(self):
        rows = self.ask().all()
        made = say(rows)
        self.assertEqual((made.kind, made.summary["shape"]), ("table", [3, 2]))
        self.assertEqual(made.preview["rows"][0], [1, "Oslo"])
        for row in (rows[0], rows[0]._mapping):
            self.assertEqual((look(row).kind, look(row).preview["entries"]), ("record", [["id", 1], ["name", "Oslo"]]))

    def test_statements_and_connections(self):
        city = sa.table("city", sa.column("id"), sa.column("name"))
        made = look(sa.select(city.c.id, city.c.name).where(city.c.id > 1))
        self.assertEqual((made.kind, field(made, "columns")), ("lazy", "city.id, city.name"))
        self.assertEqual(field(look(sa.text("select 1")), "text"), "select 1")
        self.assertEqual(field(look(sa.insert(city)), "table"), "city")
        for held in (self.engine, self.connection, Session(self.engine)):
            made = look(held)
            self.assertEqual((made.kind, field(made, "drivername")), ("connection", "'sqlite'"))
        url = sa.engine.make_url("postgresql://ann:open-sesame@example.org/sales?password=open-sesame")
        engine = sa.create_engine("sqlite://")
        engine.url = url
        made = look(engine)
        self.assertNotIn("sesame", str(made.summary))
        self.assertEqual(field(made, "host"), "'example.org'")

    def test_an_expired_object_is_not_refreshed(self):
        class City(declarative_base()):
            __tablename__ = "city"
            id = sa.Column(sa.Integer, primary_key=True)
            name = sa.Column(sa.Text)

        self.connection.commit() if hasattr(self.connection, "commit") else None
        with Session(self.connection) as session:
            one = session.get(City, 1)
            self.assertEqual(sorted(look(one).preview["entries"]), [["id", 1], ["name", "Oslo"]])
            session.expire_all()
            self.executed.clear()
            self.assertNotIn("Oslo", str(look(one).summary))
            self.assertEqual((look(session.query(City)).kind, self.executed), ("lazy", []))


if __name__ == "__main__":
    unittest.main()
