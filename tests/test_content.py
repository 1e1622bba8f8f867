"""The digest itself: what it holds can be read and breaks no rule."""

from __future__ import annotations

from digest.problems import report
from tests.trees import ROOT, findings


def test_the_content_has_no_findings() -> None:
    assert report(findings(ROOT)) == ""
