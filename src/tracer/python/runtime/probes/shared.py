"""What all probes of one module share: its tables, and the recorder's."""

from __future__ import annotations

from ..module import Module
from ..recorder import Recorder
from ..telling import make_note_secret
from ..trouble import Trouble


class Shared:
    __slots__ = ("artifacts", "base", "frames", "module", "note_secret", "ops", "recorder", "threads", "trouble")

    def __init__(self, recorder: Recorder, module: Module) -> None:
        self.recorder = recorder
        self.module = module
        self.ops = module.ops
        self.base = module.base
        self.threads = recorder.threads
        self.frames = recorder.threads.frames
        self.artifacts = recorder.artifacts
        self.trouble = Trouble(recorder)
        self.note_secret = make_note_secret(module.sites)
