"""Values that say when they were made, with a pause after each: for how long a live reader waits for them."""

import time

for _turn in range(40):
    stamp = time.time()
    time.sleep(0.1)
