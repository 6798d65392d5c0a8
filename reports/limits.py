"""What a process of its own may take: work that outgrows it costs that process its life, not the server."""

import resource
from dataclasses import dataclass

from projects.packages import MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """Memory and the size of a written file in bytes, seconds of the processor and of the clock."""

    memory: int = 1024 * MIB
    file_size: int = 0
    processor_seconds: int = 60
    seconds: float = 90

    @property
    def arguments(self) -> list[str]:
        """What the process keeps itself, for its command line: ``Limits(*map(int, arguments))`` reads it."""
        return [str(limit) for limit in (self.memory, self.file_size, self.processor_seconds)]

    def keep(self) -> None:
        """Hold the running process to them, but for the clock, which is for its parent to watch."""
        for kind, limit in {
            resource.RLIMIT_AS: self.memory,
            resource.RLIMIT_FSIZE: self.file_size,
            resource.RLIMIT_CPU: self.processor_seconds,
            resource.RLIMIT_CORE: 0,
        }.items():
            resource.setrlimit(kind, (limit, limit))
