"""Runs a notebook from top to bottom, as `jupyter execute` would: the program, where a `.ipynb` is run."""
