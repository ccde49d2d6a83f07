"""A chart is drawn from data and written to a file."""

from pathlib import Path

heights = [5, 12, 20]
bars = [f'<rect x="{at}" y="0" width="1" height="{height}"/>' for at, height in enumerate(heights)]
picture = f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(bars)}</svg>'
Path("chart.svg").write_text(picture)
