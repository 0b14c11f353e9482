"""Rich's console, to which text is text: neither markup nor emoji nor a terminal's escape codes."""

from __future__ import annotations

from typing import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from vdsobench.safe_text import lines


HEIGHT = 25  # without one rich asks the environment again, and has rules of its own for the width


class SafeConsole(Console):
    def __init__(self, width: int, soft_wrap: bool = False, colour: bool = False) -> None:
        super().__init__(
            width=width,
            height=HEIGHT,
            color_system="standard" if colour else None,
            force_terminal=colour,
            no_color=not colour,
            soft_wrap=soft_wrap,
            markup=False,
            emoji=False,
            highlight=False,
        )

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Colours are styles beside the text here, and control codes are of rich's own making."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(lines(segment.text), segment.style)
