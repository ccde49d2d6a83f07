"""Runs a notebook from top to bottom, as `jupyter execute` would: the program that is traced where a `.ipynb` is run."""
