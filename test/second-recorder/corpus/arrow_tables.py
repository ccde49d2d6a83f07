"""Arrow tables: columns, filters, and files of Parquet and CSV."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

HERE = Path(__file__).parent
OUT = HERE / "out"
OUT.mkdir(exist_ok=True)
table = pa_csv.read_csv(HERE / "data" / "planes.csv")
seats = table["seats"]
many = table.filter(pc.greater(seats, 150))
mean = pc.mean(many["seats"]).as_py()
chosen = many.select(["tailnum", "manufacturer", "seats"])
with_flag = chosen.append_column("large", pc.greater(chosen["seats"], 200))
grouped = with_flag.group_by("manufacturer").aggregate([("seats", "max"), ("tailnum", "count")]).sort_by("manufacturer")
pq.write_table(with_flag, OUT / "planes.parquet")
back = pq.read_table(OUT / "planes.parquet", columns=["seats", "large"])
same = back.num_rows == with_flag.num_rows
rows = grouped.to_pylist()
array = pa.array([1, None, 3])
doubled = pc.multiply(array, 2)
frame = grouped.to_pandas()
top = frame.sort_values("seats_max").tail(1)
schema = [field.name for field in back.schema]
print(round(mean, 2), rows[:2], same, doubled.to_pylist(), top.to_dict("records"), schema)
