"""Sentences and their quantities; what has no stops is read in pieces."""

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
