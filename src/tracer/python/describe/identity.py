"""Which object it is, as a number: `id` without its audit event.

Each call of `id` raises one, and every audit hook of the process is called for it, the tracer's own and the program's.
What `object` itself answers as a hash is the address too, whatever the object's class says; no two that live share it.
Its twin is `runtime/identity.py`: what describes values stands alone.
"""

from __future__ import annotations

identity = object.__hash__
