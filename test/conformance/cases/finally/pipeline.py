"""What stands under finally runs, whatever happened."""

log = []
values = [4, 5, 6]
try:
    largest = max(values)
finally:
    log.append("done")
print(largest, log)
