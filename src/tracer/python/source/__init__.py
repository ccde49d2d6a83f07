"""Source to sites and instrumented code. Uses only C modules, because it may run inside the traced program."""
