"""Who speaks in a document: somebody the library knows, or somebody new.

A name is matched whole, then without its title, then by a surname that one person alone has. Whatever else there is
of likeness is for a person to see.
"""

from __future__ import annotations

from collections.abc import Iterable

from reform_tui.importing.naming import is_body, without_title
from reform_tui.library.editing import NewSpeaker, free_id, slug
from reform_tui.library.folding import fold_key
from reform_tui.library.model import Name, Speaker
from reform_tui.library.schema import SpeakerKind
from reform_tui.quotation.cast import names_nobody
from reform_tui.quotation.proposal import Proposal

_FIRST_PERSON = frozenset("i we".split())
_PRONOUNS = frozenset("he she they it this that these those who you one".split())
_LONGEST = 80  # code points of a description that stands for a name
UNATTRIBUTED = NewSpeaker("unattributed", "Not attributed", "unnamed", (), "proposed")
"""The voice of words of which the text does not say whose they are, as far as the finder can tell."""


class Voices:
    """The speakers of a library while one document is read; ``new`` and ``aliases`` have to be written down."""

    def __init__(self, known: Iterable[Speaker], text: str, authors: Iterable[Name] = (), title: str = "") -> None:
        self._known: dict[str, tuple[SpeakerKind, tuple[str, ...]]] = {s.id: (s.kind, s.names) for s in known}
        self._text = text
        self._printed = fold_key(text)
        self._authors = [str(author) for author in authors]
        self._title = title
        self.new: dict[str, NewSpeaker] = {}
        self.aliases: dict[str, str] = {}

    def of(self, proposal: Proposal) -> str:
        """Return the id of whoever makes a proposed statement."""
        mention = " ".join(self._text[slice(*proposal.speaker)].split()) if proposal.speaker else ""
        if proposal.speaker_name:
            return self.named(proposal.speaker_name, is_label=proposal.rule == "turn")
        if proposal.kind == "authored" or (mention.casefold() in _FIRST_PERSON and len(self._authors) == 1):
            return self._author()
        if not mention or mention.casefold() in _PRONOUNS | _FIRST_PERSON:
            return self._added(UNATTRIBUTED)
        return self._unnamed(mention)

    def _author(self) -> str:
        """Return the one who signs the text; several who sign it, and one who does not, are a voice of their own."""
        if len(self._authors) == 1:
            return self.named(self._authors[0])
        if self._authors:
            return self._unnamed(" and ".join(self._authors))
        title = " ".join(self._title.split())
        return self._unnamed(f"author of “{title[: _LONGEST - 20].strip()}”" if title else "unsigned author")

    def named(self, name: str, *, is_label: bool = False) -> str:
        """Return the id of the person or body called ``name``; ``is_label`` says that a turn of a transcript is.

        A label in capitals is somebody's name or initials and no body; *Q* and *The Chair* are nobody's.
        """
        name = " ".join(name.split())
        bare = without_title(name)
        found = self._whole(name) or self._whole(bare) or self._by_surname(bare)
        if found:
            self._let_be_printed(found, name)
            return found
        kind: SpeakerKind = "body" if is_body(name) else "person"
        if is_label and " " not in name:
            kind = "person"
        if is_label and names_nobody(name):
            kind = "unnamed"
        return self._added(NewSpeaker(self._free(bare), name, kind, (), "proposed"))

    def _unnamed(self, mention: str) -> str:
        name = mention if len(mention) <= _LONGEST else mention[:_LONGEST].rsplit(" ", 1)[0]
        found = self._whole(name)
        kind: SpeakerKind = "body" if is_body(name) else "unnamed"
        return found or self._added(NewSpeaker(self._free(name), name, kind, (), "proposed"))

    def _whole(self, name: str) -> str | None:
        wanted = fold_key(name)
        return self._only(id for id, (_, names) in self._known.items() if wanted in map(fold_key, names))

    def _by_surname(self, name: str) -> str | None:
        """Return the one person who has this single word for a surname, None for anything else."""
        wanted = fold_key(name)
        if " " in wanted:
            return None
        persons = [(id, names) for id, (kind, names) in self._known.items() if kind == "person"]
        return self._only(id for id, names in persons if wanted in {fold_key(n).rsplit(" ", 1)[-1] for n in names})

    @staticmethod
    def _only(found: Iterable[str]) -> str | None:
        ids = list(found)
        return ids[0] if len(ids) == 1 else None

    def _let_be_printed(self, id: str, name: str) -> None:
        """Note a new alias where this document prints none of the names that are known."""
        kind, names = self._known[id]
        if fold_key(name) in self._printed and not any(fold_key(known) in self._printed for known in names):
            self.aliases[id] = name
            self._known[id] = (kind, (*names, name))

    def _free(self, name: str) -> str:
        return free_id(slug(name, 40) or "speaker", self._known)

    def _added(self, speaker: NewSpeaker) -> str:
        if speaker.id not in self._known:
            self._known[speaker.id] = (speaker.kind, (speaker.name, *speaker.aliases))
            self.new[speaker.id] = speaker
        return speaker.id
