"""SQLite in memory: tables made, filled, asked, and read into a frame."""

import csv
import sqlite3
from pathlib import Path

import pandas as pd

DATA = Path(__file__).parent / "data"
connection = sqlite3.connect(":memory:")
cursor = connection.cursor()
cursor.execute("create table planes (tailnum text primary key, built integer, maker text, seats integer)")
with open(DATA / "planes.csv") as file:
    rows = [
        (row["tailnum"], row["built"] or None, row["manufacturer"], int(row["seats"])) for row in csv.DictReader(file)
    ]
cursor.executemany("insert into planes values (?, ?, ?, ?)", rows)
connection.commit()
QUERY = """
    select maker, count(*) as n, avg(seats) as seats
    from planes
    where seats > ?
    group by maker
    having n > 1
    order by n desc, maker
"""
found = cursor.execute(QUERY, (100,)).fetchall()
names = [column[0] for column in cursor.description]
records = [dict(zip(names, row)) for row in found]
count = cursor.execute("select count(*) from planes").fetchone()[0]
frame = pd.read_sql_query("select * from planes where built >= 2005", connection)
oldest = cursor.execute("select min(built) from planes where built != ''").fetchone()
changed = cursor.execute("update planes set seats = seats + 1 where maker = 'BOEING'").rowcount
for maker, n, seats in found[:2]:
    line = f"{maker:20} {n:3} {seats:6.1f}"
    print(line)
connection.close()
print(count, len(frame), oldest, changed, len(records))
