from __future__ import annotations

import re

import pytest

from digest.field_types import RecordReference
from digest.load import PageHead
from digest.marks import find_headings
from digest.record_pages import record_pages
from digest.register import Mention, Register
from digest.yaml_source import read_yaml


def pages(register: Register, code: str) -> dict[str, str]:
    return {str(page.reference): page.text for page in record_pages(register, code)}


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next one of its level."""
    return text.split(f"{{#{heading}}}\n", 1)[1].split("\n## ", 1)[0].strip()


def facts(text: str) -> dict[str, str]:
    """Return the facts of a page by their labels."""
    return dict(re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", text))


def test_records_with_a_page_are_those_of_four_kinds(tiny: Register) -> None:
    assert set(pages(tiny, "en")) == {
        "policy:e-residency-amendment", "policy:public-information-act", "actor:information-system-authority",
        "actor:parliament", "system:x-road", "place:estonia", "place:tallinn",
    }  # fmt: skip


def test_a_page_knows_its_address_and_its_source(tiny: Register) -> None:
    page = next(page for page in record_pages(tiny, "fr") if page.reference.id == "x-road")
    assert page.key == "register/systems/x-road"
    assert page.source == "docs/register/systems/x-road.yml"
    assert page.language == "fr"


@pytest.mark.parametrize("code", ["en", "fr", "de"])
def test_pages_begin_as_written_ones_do(tiny: Register, code: str) -> None:
    for reference, text in pages(tiny, code).items():
        head = text.split("---\n")[1]
        source, problems = read_yaml(head, "page.md")
        assert problems == []
        record = tiny.record(RecordReference.parse(reference))
        assert record is not None
        assert PageHead.model_validate(source.data).title == record.name[code]


def test_pages_have_the_same_headings_in_every_language(tiny: Register) -> None:
    english, french = pages(tiny, "en"), pages(tiny, "fr")
    for reference, text in english.items():
        ids = [heading.id for heading in find_headings(text)]
        assert ids == [heading.id for heading in find_headings(french[reference])]
        assert "" not in ids
        assert len(set(ids)) == len(ids)


def test_a_relation_shows_on_both_pages(tiny: Register) -> None:
    for code, out, back, basis in (
        ("en", "Cites", "Cited by", "Basis of"),
        ("fr", "Cite", "Cité par", "Fondement de"),
        ("de", "Führt an", "Angeführt in", "Grundlage für"),
    ):
        made = pages(tiny, code)
        assert section(made["policy:e-residency-amendment"], "related") == (
            f'<ul class="record-list"><li>{out}: [](policy:public-information-act) [@open-data-note:14]</li></ul>'
        )
        assert section(made["policy:public-information-act"], "related") == (
            f'<ul class="record-list"><li>{back}: [](policy:e-residency-amendment) [@open-data-note:14]</li> '
            f"<li>{basis}: [](system:x-road)</li></ul>"
        )


def test_a_place_shows_what_lies_in_it_and_a_body_what_belongs_to_it(tiny: Register) -> None:
    made = pages(tiny, "en")
    assert "<li>Includes: [](place:tallinn)</li>" in section(made["place:estonia"], "related")
    assert facts(made["place:tallinn"])["Part of"] == "[](place:estonia)"
    assert "Part of" not in facts(made["place:estonia"])


def test_what_has_no_relations_has_no_section_of_them(tiny: Register) -> None:
    made = pages(tiny, "en")
    for reference in ("actor:parliament", "place:tallinn"):
        assert "{#related}" not in made[reference]
        assert "Includes" not in made[reference]


def test_a_body_shows_its_policies_and_its_systems(tiny: Register) -> None:
    made = pages(tiny, "en")
    roles = "columns=policy,role,areas,issued,topics,source sort=-issued"
    assert section(made["actor:parliament"], "policies") == f"<!-- table: roles actor=parliament {roles} -->"
    assert "{#systems}" not in made["actor:parliament"]
    assert section(made["actor:information-system-authority"], "systems") == (
        "<!-- table: systems actor=information-system-authority -->"
    )


def test_a_place_shows_its_policies_systems_and_bodies(tiny: Register) -> None:
    made = pages(tiny, "en")
    assert section(made["place:estonia"], "policies") == "<!-- table: policies place=estonia -->"
    assert section(made["place:estonia"], "systems") == "<!-- table: systems place=estonia -->"
    assert section(made["place:tallinn"], "actors") == "<!-- table: actors place=tallinn -->"
    assert "{#policies}" not in made["place:tallinn"]


def test_facts_say_what_is_known_and_what_is_not(base: Register, tiny: Register) -> None:
    sea_plan = facts(pages(base, "en")["policy:sea-plan"])
    assert sea_plan["Issued by"] == sea_plan["Issued"] == '<span class="unknown">Not in the documents</span>'
    assert "Document number" not in sea_plan
    act = facts(pages(tiny, "en")["policy:public-information-act"])
    assert act["Document number"] == "RT I 2000, 92, 597"
    assert act["In effect from"] == '<time datetime="2001-01-01">1 January 2001</time>'
    authority = facts(pages(tiny, "de")["actor:information-system-authority"])
    assert authority["Frühere Namen"] == "Estnisches Informatikzentrum (bis 2011) [@open-data-note:32]"
    assert authority["Themen"] == "[](topic:open-data)"


def test_names_in_an_original_language_say_where_they_are_from(tiny: Register) -> None:
    assert facts(pages(tiny, "fr")["place:tallinn"])["Nom en russe"] == (
        '<span lang="ru">Таллин</span> <span class="name-source">(ajouté par la rédaction)</span>'
    )


def test_mentions_are_pages_and_records_each_once(tiny: Register) -> None:
    found = tiny.mentions[RecordReference("policy", "public-information-act")]
    assert found == (
        Mention(page="documents/open-data-note/index"),
        Mention(record=RecordReference("policy", "e-residency-amendment")),
        Mention(record=RecordReference("system", "x-road")),
    )
    assert tiny.mentions[RecordReference("term", "digital-id")] == (
        Mention(page="documents/e-residency-brief/index"),
        Mention(record=RecordReference("policy", "e-residency-amendment")),
    )
    text = section(pages(tiny, "de")["policy:public-information-act"], "mentions")
    assert re.findall("<li>(.*?)</li>", text) == [
        "[Bericht über offene Daten](page:documents/open-data-note/index)",
        "Vorhaben: [](policy:e-residency-amendment)",
        "System: [](system:x-road)",
    ]


def test_accounts_stand_under_their_documents(tiny: Register) -> None:
    text = section(pages(tiny, "en")["system:x-road"], "accounts")
    assert text.startswith("### Note 2019 {#in-open-data-note}\n\n[](document:open-data-note)")
    assert "The data exchange began in 2001 [@open-data-note:35]." in text
