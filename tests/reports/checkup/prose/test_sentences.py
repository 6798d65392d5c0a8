"""Sentences and their quantities; what has no stops is read in pieces."""

import pytest

from reports.checkup.findings import Place
from reports.checkup.prose.sentences import sentences


def test_a_list_without_stops_is_read_in_pieces_and_no_figure_is_lost() -> None:
    text = "，".join(f"甲村{number}万元" for number in range(1, 151))
    read = list(sentences(text, Place(3)))
    assert [len(one.quantities) for one in read] == [60, 60, 30]
    assert "".join(one.text for one in read) == text
    amounts = [(one, sentence) for sentence in read for one in sentence.quantities]
    assert [sentence.words(one) for one, sentence in amounts] == [f"{number}万元" for number in range(1, 151)]
    assert all(text[sentence.at(one).start :].startswith(sentence.words(one)) for one, sentence in amounts)
    assert {sentence.name(one) for one, sentence in amounts} == {"甲村"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("因公出国（境）经费7万元", "因公出国（境）经费"),
        ("改造老旧小区（个）16个", ""),
        ("接待费（含外宾）为7万元", "为"),
    ],
)
def test_brackets_in_a_word(text: str, name: str) -> None:
    (sentence,) = sentences(text, Place(0))
    assert sentence.name(sentence.quantities[-1]) == name
