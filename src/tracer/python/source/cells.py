"""Which slot of the list that instrumented code reaches its probes through holds what.

The runtime reads it too, and loads nothing of what makes trees.
"""

from __future__ import annotations

TAP = 2  # tap(k, value): an operand was read
BEGIN = 3  # begin(k, tap, value): the last operand of k is there, k is about to run
END = 4  # end(k, value): k has run
BIND = 5  # bind(k, value): value is about to be stored under the names of k
BIND_MANY = 6  # bind_many(k, *values): names of k were bound to these
STORED = 7  # stored(k): a subscript or attribute was written or deleted
AUGMENTED = 8  # augmented(k, value): a name was assigned in place
ENTER = 9  # enter(k, *params)
LEAVE = 10  # not a probe: `with <cell>[k]` stands around a function's body
RETURN = 11  # returned(k, value)
LOOP = 12  # loop(k, iterable): a loop is about to start
ITERATE = 13  # iterate(k, *targets): a recorded iteration starts
LOOPED = 14  # looped(k): a loop was left; the row says whether by the test of a `while`
BRANCH = 15  # branch(k)
CAUGHT = 16  # caught(k): a handler starts
RESOLVE = 17  # resolve(k, value): which operand was it
PAUSE = 18  # pause(k, value): about to yield or await
RESUME = 19  # resume(k, value)
CLASS = 20  # class_begins(k)
CLASSED = 21  # class_ended(k)
MODULE_END = 22
MODULE_BEGIN = 25
REST = 23  # rest(k): what is left of a loop that had its share of the record, in a plain body with marks or without
LAMBDA_END = 24  # lambda_ended(k, value)
ECHO = 34  # of a notebook: echo(value) shows the last value of a cell
TIME_START = 35  # of a notebook: the clock of `%time` starts
TIME_STOP = 36  # of a notebook: time_stop(value)
CELL_BEGIN = 37  # cell_begins(k): a notebook's cell is about to run
CELL_END = 38
TESTED = 39  # tested(row): the test of a `while` was met, the body of a recorded turn is about to run
TURNS = 26  # turns(k): a `while` is about to start; as many items as it is to take turns under observation
COMPREHEND = 27  # comprehend(row, iterable): a comprehension, or a `for` in it, is about to start
COMPREHENDED = 28  # comprehended(k, row, value)
MORE = 29  # more(row): whether a long one has turns left, which run plainly
LISTED = 30  # listed(k, row, value, rest): the same with what those turns made
GATHER = 31  # gather(k, value): an element
SETTLED = 32  # settled(k): a condition of a recorded turn was met or not; gives back which
TURN = 33  # turn(k, *targets): whether a turn of a comprehension is not recorded
WITNESS = 40  # witness(k, *targets): a branch is about to run for the first time; whether that is recorded
WITNESSED = 41  # not a probe: `with <cell>[k]` stands around such a branch where what it raises may be caught
FIRST_FREE = 42

# What the cell of a branch holds: that it did not run, ran first of all in a plain body, or in a recorded one.
UNSEEN = None
RAN = False
KEPT = True
