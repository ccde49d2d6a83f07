"""DuckDB: relations are told by columns and SQL, and neither run nor refreshed; a connection's open result is left
open."""

import unittest

import duckdb
from library import loads_on_demand, look


class Duck(unittest.TestCase):
    def setUp(self):
        self.con = duckdb.connect()
        self.addCleanup(self.con.close)
        self.ran = []
        self.con.create_function("seen", self.see, [duckdb.type("BIGINT")], "BIGINT", side_effects=True)
        self.con.execute("create table trades as select range id, 'S' || range symbol from range(5)")

    def see(self, value):
        self.ran.append(value)
        return value

    def test_a_relation_is_not_run(self):
        relation = self.con.table("trades").filter("id > 2").project("seen(id) as number, symbol")
        made = look(relation)
        self.assertEqual((made.kind, made.lib, made.summary["progress"]), ("lazy", "duckdb", "pending"))
        self.assertEqual(
            made.summary["columns"], [{"name": "number", "type": "BIGINT"}, {"name": "symbol", "type": "VARCHAR"}]
        )
        for word in ("seen(id)", "id > 2", "trades"):
            self.assertIn(word, made.summary["plan"])
        self.assertEqual(self.ran, [])
        self.assertEqual(relation.fetchall(), [(3, "S3"), (4, "S4")])
        self.assertEqual(self.ran, [3, 4])

    def test_sql_and_secrets(self):
        made = look(self.con.sql("select 'password=open-sesame' as word"))
        self.assertNotIn("sesame", str(made.summary))
        self.assertEqual(made.summary["columns"][0]["type"], "VARCHAR")

    def test_an_open_result_goes_on(self):
        open_result = self.con.execute("select range as n, 'x' as t from range(100000)")
        self.assertEqual(self.con.fetchone(), (0, "x"))
        relation = self.con.table("trades")
        made = look(open_result)
        self.assertEqual(made.kind, "connection")
        self.assertIn("n ", str(made.summary["fields"]["result"]))
        look(relation)
        self.assertEqual((made.kind, self.con.fetchone()), ("connection", (1, "x")))

    def test_loaded_with_the_library_only(self):
        loads_on_demand(self, "duckdb_relations", "import duckdb; value = duckdb.sql('select 1 as a')")


if __name__ == "__main__":
    unittest.main()
