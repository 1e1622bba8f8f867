"""Errors planted into the real content are found, almost without exception."""

from __future__ import annotations

import pytest

import mutants
from digest.claimed_texts import claimed_texts
from digest.load import load
from digest.register import Register
from tests.trees import ROOT


@pytest.fixture(scope="module")
def content() -> Register:
    register, problems = load(ROOT)
    assert problems == []
    assert register is not None
    return register


def test_planted_errors_are_found(content: Register) -> None:
    told = {name: tally for name, tally, _ in mutants.tallies(content, None)}
    assert set(told) == {*mutants.CLASSES, "a section left out"}
    for name, tally in told.items():
        assert tally.planted >= 200, name
        assert tally.found >= mutants.ENOUGH * tally.planted, f"{name}: {tally.missed}"


def test_a_clean_text_gives_nothing_away(content: Register) -> None:
    # Otherwise every error planted in it would count as found.
    evidence = mutants.evidence_of(content)
    assert evidence is not None
    for text in claimed_texts(content):
        found = {str(figure) for _, figure in mutants.text_findings(evidence, text)}
        exempt = {exemption.figure for exemption in content.exemptions if exemption.at == text.key}
        assert found <= exempt, text.key
