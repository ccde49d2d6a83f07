"""What runs inside the traced program: probes, artifacts by identity, and the log."""
