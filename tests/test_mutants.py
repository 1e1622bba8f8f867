"""Errors planted into the real content are found, almost without exception."""

from __future__ import annotations

from random import Random

import mutants
import record_mutants
from digest.claimed_texts import claimed_texts
from digest.field_types import RecordReference
from digest.register import Register
from record_mutants import RecordError


def test_planted_errors_are_found(content: Register) -> None:
    told = {name: tally for name, tally, _ in mutants.tallies(content, None)}
    assert set(told) == {*mutants.CLASSES, "a section left out", *record_mutants.CLASSES}
    for name, tally in told.items():
        # Of some errors in records fewer are possible than are asked for.
        assert tally.planted >= (40 if name in record_mutants.CLASSES else 200), name
        # What has an excuse is found more often than not.
        share = 0.5 if tally.excuse else mutants.ENOUGH
        assert tally.found >= share * tally.planted, f"{name}: {tally.missed}"
    assert not any(tally.falls_short for tally in told.values())


def test_a_class_falls_short_where_too_few_are_found() -> None:
    assert mutants.Tally(planted=100, found=96).falls_short
    assert not mutants.Tally(planted=100, found=97).falls_short
    assert not mutants.Tally(planted=100, found=96, excuse="It cannot be seen.").falls_short


def test_a_clean_text_gives_nothing_away(content: Register) -> None:
    # Otherwise every error planted in it would count as found.
    evidence = mutants.evidence_of(content)
    assert evidence is not None
    for text in claimed_texts(content):
        found = {str(figure) for _, figure in mutants.text_findings(evidence, text)}
        exempt = {exemption.figure for exemption in content.exemptions if exemption.at == text.key}
        assert found <= exempt, text.key


def test_a_clean_record_gives_nothing_away(content: Register) -> None:
    for reference, record in content.all_records():
        assert not record_mutants.by_evidence(content, RecordError(reference, record, "nothing")), reference
    for name in ("indicator", "policy"):
        reference = RecordReference(name, min(content.records[name]))
        clean = RecordError(reference, content.records[name][reference.id], "nothing")
        assert not any(kind.finds(content, clean) for kind in record_mutants.CLASSES.values())


def test_each_error_in_a_record_is_an_error(content: Register) -> None:
    for name, kind in record_mutants.CLASSES.items():
        for error in kind.errors(content, Random(mutants.SEED)):
            assert error.record != content.record(error.reference), f"{name}: {error.what}"
            assert error.record.id == error.reference.id


def test_the_same_errors_are_planted_each_time(content: Register) -> None:
    for kind in record_mutants.CLASSES.values():
        one, other = (list(kind.errors(content, Random(mutants.SEED))) for _ in range(2))
        assert one == other
