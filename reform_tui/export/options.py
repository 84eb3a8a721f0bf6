"""What a user decides about an export."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from reform_tui.export.escaping import Flavour

GroupBy = Literal["position", "speaker", "document", "topic"]


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How a selection is handed over.

    ``topics`` limits the topics under which quotes are set, all when empty. ``sic`` and ``omissions`` say whether the
    marks ``[sic]`` and ``[…]`` are set. ``query`` and ``selection`` say where the quotes come from; ``exported`` is
    the day, left out when None. ``bibliography`` is the name of the file that the references go to beside this one;
    with ``references`` they stand in the front matter instead.
    """

    flavour: Flavour = "portable"
    group_by: GroupBy = "speaker"
    title: str = ""
    topics: tuple[str, ...] = ()
    sic: bool = True
    omissions: bool = True
    query: str = ""
    selection: str = ""
    exported: datetime.date | None = None
    bibliography: str = ""
    references: bool = False
