"""From what a person typed to the speaker, document or topic meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from reform_tui.library.folding import fold_key
from reform_tui.library.model import Document, Library, Speaker, Topic
from reform_tui.library.suggesting import did_you_mean

What = Literal["speaker", "document", "topic", "quote"]


class UnknownName(LookupError):
    """Nothing, or more than one thing, has the name; the message says what is near."""


def find_speaker(library: Library, typed: str) -> str:
    """Return the id of the speaker meant by an id, a name, an alias, or a part of one that only one speaker has.

    Raises UnknownName.
    """
    return _find("speaker", typed, {id: _speaker_names(speaker) for id, speaker in library.speakers.items()})


def matching_speakers(library: Library, typed: str) -> list[str]:
    """Return the ids of all speakers that ``typed`` may mean, by id, name or alias; the closest kind of match only."""
    return _matching(typed, {id: _speaker_names(speaker) for id, speaker in library.speakers.items()})


def matching_documents(library: Library, typed: str) -> list[str]:
    """Return the ids of all documents that ``typed`` may mean, by id, label, title or file name."""
    return _matching(typed, {id: _document_names(document) for id, document in library.documents.items()})


def matching_topics(library: Library, typed: str) -> list[str]:
    """Return the ids of all topics that ``typed`` may mean, by id, label or question."""
    return _matching(typed, {id: _topic_names(topic) for id, topic in library.topics.items()})


def find_document(library: Library, typed: str) -> str:
    """Return the id of the document meant by an id, a label, a title, a file name, or a part of one.

    Raises UnknownName.
    """
    return _find("document", typed, {id: _document_names(document) for id, document in library.documents.items()})


def find_topic(library: Library, typed: str) -> str:
    """Return the id of the topic meant by an id, a label, a question, or a part of one.

    Raises UnknownName.
    """
    return _find("topic", typed, {id: _topic_names(topic) for id, topic in library.topics.items()})


def _speaker_names(speaker: Speaker) -> tuple[str, ...]:
    return (speaker.id, *speaker.names)


def _document_names(document: Document) -> tuple[str, ...]:
    return (document.id, document.label, document.title, document.file)


def _topic_names(topic: Topic) -> tuple[str, ...]:
    return (topic.id, topic.label, topic.question)


def _find(what: What, typed: str, names: Mapping[str, Iterable[str]]) -> str:
    found = _matching(typed, names)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownName(no_such_name(what, typed, names.values()))
    listed = ", ".join(found[:6]) + (", …" if len(found) > 6 else "")
    raise UnknownName(f"“{typed}” may mean {len(found)} {what}s: {listed}")


def no_such_name(what: str, typed: str, names: Iterable[Iterable[str]]) -> str:
    """Return the sentence that says nothing is called ``typed``, with the nearest of ``names``."""
    known = [fold_key(name) for named in names for name in named]
    return f"no {what} is called “{typed}”{did_you_mean(fold_key(typed), known)}"


def _matching(typed: str, names: Mapping[str, Iterable[str]]) -> list[str]:
    if typed in names:
        return [typed]
    wanted = fold_key(typed)
    if not wanted:
        return []
    keys = {id: [fold_key(name) for name in named] for id, named in names.items()}
    return (
        [id for id, known in keys.items() if wanted in known]
        or [id for id, known in keys.items() if any(key.startswith(wanted) for key in known)]
        or [id for id, known in keys.items() if any(_has_word_starting(key, wanted) for key in known)]
    )


def _has_word_starting(key: str, wanted: str) -> bool:
    at = key.find(wanted)
    while at >= 0:
        if at == 0 or not key[at - 1].isalnum():
            return True
        at = key.find(wanted, at + 1)
    return False
