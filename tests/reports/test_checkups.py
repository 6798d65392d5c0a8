"""The pages of the check-up: a file is sent, read apart, shown again, and seen by its own office alone."""

import datetime
import io
import re
from pathlib import Path
from urllib.parse import quote

import docx
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from reports import checkups, legacy
from reports.checkup.annotating.possible import Possible
from reports.checkup.findings import State
from reports.checkup.results import words
from reports.models import Checkup
from tests.builders import make_superuser
from tests.people import People, browser, make_people
from tests.reports.checkup import annotating

pytestmark = pytest.mark.django_db

TEXT = "受理124件，化解121件，化解率90.00%。"


@pytest.fixture
def people() -> People:
    return make_people()


def send(client: Client, text: str = TEXT, name: str = "报告.txt") -> Checkup:
    return sent(client, name, text.encode())


def sent(client: Client, name: str, content: bytes) -> Checkup:
    file = SimpleUploadedFile(name, content)
    response = client.post(reverse("checkups"), {"file": file, "text": ""})
    made = Checkup.objects.first()
    assert made is not None
    assert response["Location"] == reverse("checkup", args=[made.pk])
    return made


def test_only_the_office_that_sent_it_sees_it(people: People) -> None:
    made = send(browser(people.clerk))
    address = reverse("checkup", args=[made.pk])
    for user in (people.clerk, people.colleague, people.approver):
        assert browser(user).get(address).status_code == 200
    for user in (people.reviewer, people.stranger, make_superuser()):
        assert browser(user).get(address).status_code == 404
        assert browser(user).post(reverse("checkup_delete", args=[made.pk])).status_code == 404
        assert "报告.txt" not in browser(user).get(reverse("checkups")).text
    assert Client().get(address).status_code == 302
    assert browser(people.clerk).post(address).status_code == 405
    assert browser(people.clerk).get(reverse("checkup_delete", args=[made.pk])).status_code == 405
    assert browser(people.clerk).get(reverse("checkup", args=[0])).status_code == 404


def test_somebody_without_an_office_sees_their_own() -> None:
    user = make_superuser()
    made = send(browser(user))
    assert browser(user).get(reverse("checkup", args=[made.pk])).status_code == 200
    assert browser(make_superuser()).get(reverse("checkup", args=[made.pk])).status_code == 404


def test_it_is_shown_again_with_what_was_found(people: People) -> None:
    client = browser(people.clerk)
    made = send(client)
    text = client.get(reverse("checkup", args=[made.pk])).text
    assert '<span class="read mark-differ">90.00%</span>' in text
    assert 'id="finding-0"' in text
    assert "97.58" in text
    assert bytes(made.content) == TEXT.encode()


def test_the_list_is_a_workbook_for_the_office_alone(people: People) -> None:
    made = send(browser(people.clerk))
    address = reverse("checkup_list", args=[made.pk])
    response = browser(people.colleague).get(address)
    assert quote("报告（体检清单）.xlsx") in response["Content-Disposition"]
    [sheet] = load_workbook(io.BytesIO(response.content)).worksheets
    assert [cell.value for cell in sheet[6]][:3] == [1, "错误", "比率"]
    for user in (people.reviewer, people.stranger, make_superuser()):
        assert browser(user).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert browser(people.clerk).post(address).status_code == 405


def word() -> bytes:
    made = docx.Document()
    made.add_paragraph(TEXT)
    return annotating.saved(made)


def test_the_file_is_given_back_annotated_to_the_office_alone(people: People) -> None:
    content = word()
    made = sent(browser(people.clerk), "报告.docx", content)
    address = reverse("checkup_file", args=[made.pk])
    assert address in browser(people.clerk).get(reverse("checkup", args=[made.pk])).text
    response = browser(people.colleague).get(address)
    assert quote("报告（体检批注）.docx") in response["Content-Disposition"]
    assert response["Cache-Control"] == "no-store"
    comments = [comment.text for comment in annotating.opened(response.content).comments]
    assert "“化解率90.00%”与前文数字不符" in comments[1]
    made.refresh_from_db()
    assert bytes(made.content) == content
    for user in (people.reviewer, people.stranger, make_superuser()):
        assert browser(user).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert browser(people.clerk).post(address).status_code == 405
    assert browser(people.clerk).get(reverse("checkup_file", args=[0])).status_code == 404


@pytest.mark.parametrize(
    ("annotation", "words", "is_given"),
    [
        (Possible.YES, "", True),
        (Possible.SIGNED, "签名只对原件有效", True),
        (Possible.PROTECTED, "限制修改", False),
        (Possible.OLD, "另存为.xlsx", False),
        (Possible.PLAIN, "文本类文件", False),
        (checkups.EARLIER, "请重新送检", False),
    ],
)
def test_what_is_given_back_is_said(people: People, annotation: str, words: str, is_given: bool) -> None:
    client = browser(people.clerk)
    made = sent(client, "报告.docx", word())
    Checkup.objects.filter(pk=made.pk).update(annotation=annotation)
    address = reverse("checkup_file", args=[made.pk])
    text = client.get(reverse("checkup", args=[made.pk])).text
    assert words in text
    assert (address in text) is is_given
    assert (client.get(address).status_code == 200) is is_given


def test_a_file_that_cannot_be_annotated_leads_back_to_its_page(people: People) -> None:
    client = browser(people.clerk)
    made = sent(client, "报告.docx", word())
    Checkup.objects.filter(pk=made.pk).update(content=b"PK")
    response = client.get(reverse("checkup_file", args=[made.pk]), follow=True)
    assert response.redirect_chain == [(reverse("checkup", args=[made.pk]), 302)]
    assert "内部结构特殊，批注写不进去" in response.text


def test_a_check_up_without_places_is_shown_without_its_list(people: People) -> None:
    client = browser(people.clerk)
    made = send(client)
    Checkup.objects.filter(pk=made.pk).update(spots=[], annotation=checkups.EARLIER)
    assert client.get(reverse("checkup_list", args=[made.pk])).status_code == 404
    assert "list/" not in client.get(reverse("checkup", args=[made.pk])).text


def test_it_is_narrowed_by_severity(people: People) -> None:
    client = browser(people.clerk)
    address = reverse("checkup", args=[send(client).pk])
    assert 'id="finding-0"' in client.get(f"{address}?severity=error").text
    assert 'id="finding-0"' not in client.get(f"{address}?severity=residue").text
    assert 'id="finding-0"' in client.get(f"{address}?severity=nonsense").text


def told(client: Client, made: Checkup) -> str:
    """What the page says under the title and above the findings, in one line."""
    text = client.get(reverse("checkup", args=[made.pk])).text
    parts = re.findall(r'<p class="facts">.*?</p>|<nav class="filters".*?</nav>', text, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", "".join(parts)))


def test_figures_and_findings_are_counted_under_names_of_their_own(people: People) -> None:
    client = browser(people.clerk)
    text = told(client, send(client, f"{TEXT}\n填表人：××\n联系人：××"))
    assert "数字共 3 个：相符 0 个、不符 1 个、未核验 2 个" in text
    assert "全部 3 条 错误 1 条 疑点 2 条 尾差 0 条" in text
    assert set(words.SEVERITIES.values()).isdisjoint(words.STATES.values())


def test_everything_that_is_given_back_tells_the_same_counts(people: People, tmp_path: Path) -> None:
    client = browser(people.clerk)
    name, content = next((name, one) for name, one in legacy.files().items() if name.endswith(".docx"))
    made = sent(client, name, content)
    found, counts = made.result["findings"], made.result["counts"]
    findings, figures = words.findings_told(found), words.figures_told(counts)

    lists = load_workbook(io.BytesIO(client.get(reverse("checkup_list", args=[made.pk])).content))
    assert [row[0].value for row in lists.active["A3:A4"]] == [findings, figures + words.UNCHECKED]
    annotated = client.get(reverse("checkup_file", args=[made.pk])).content
    summary, *comments = (comment.text for comment in annotating.opened(annotated).comments)
    assert summary.splitlines()[1:] == [findings, figures + words.UNCHECKED]
    (tmp_path / name).write_bytes(content)
    printed = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("checkup", str(tmp_path / name), stdout=printed)
    first, *lines = printed.getvalue().splitlines()
    assert first.endswith(f"：{words.VERDICTS['error']}。{findings}{figures}")

    numbers = {
        **{words.STATES[state]: counts[state] for state in State},
        **{words.SEVERITIES[severity]: n for severity, n in words.by_severity(found).items()},
    }
    for severity in words.SEVERITIES.values():
        assert sum(line.startswith(f"  [{severity}] ") for line in lines) == numbers[severity]
        assert sum(f". {severity}：" in comment for comment in comments) == numbers[severity]
    page = told(client, made)
    for word, number in numbers.items():
        assert f"{word} {number} {'个' if word in words.STATES.values() else '条'}" in page
    history = client.get(reverse("checkups")).text
    cells = re.findall(r'<td class="figure">(\d+)</td>', history)
    assert cells == [str(numbers[word]) for word in (*words.SEVERITIES.values(), *words.STATES.values())]


def test_pages_and_files_use_the_same_words() -> None:
    with translation.override("zh-hans"):
        assert {key: str(word) for key, word in checkups.SEVERITIES.items()} == words.SEVERITIES
        assert {key: str(word) for key, word in checkups.STATES.items()} == words.STATES
        assert {key: str(word) for key, word in checkups.VERDICTS.items()} == words.VERDICTS


def test_each_finding_bears_the_word_of_its_severity(people: People) -> None:
    client = browser(people.clerk)
    text = client.get(reverse("checkup", args=[send(client).pk])).text
    [card] = re.findall(r'<li id="finding-0".*?</li>', text, re.DOTALL)
    assert re.search(r'<span class="state-error">.*错误</span>', card)


def test_a_severity_that_nothing_is_of_is_not_said_to_be_all(people: People) -> None:
    client = browser(people.clerk)
    found, clean = send(client), send(client, "受理124件，化解121件，化解率97.58%。")
    narrowed = client.get(reverse("checkup", args=[found.pk]), {"severity": "residue"}).text
    assert "没有这一类问题" in narrowed
    assert "未发现问题" not in narrowed
    text = client.get(reverse("checkup", args=[clean.pk])).text
    assert "未发现问题。未核验的数字不等于正确。" in text
    assert "?severity=" not in text


def test_text_may_be_pasted(people: People) -> None:
    client = browser(people.clerk)
    client.post(reverse("checkups"), {"text": TEXT})
    assert Checkup.objects.get().name == "粘贴的文字.txt"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"text": ""}, "二者选一"),
        ({"text": "甲", "file": SimpleUploadedFile("a.txt", b"1")}, "二者选一"),
        (
            {"text": "", "file": SimpleUploadedFile("a.docx", b"PK")},
            "message-error",
        ),
        ({"text": "", "file": SimpleUploadedFile("a.exe", b"MZ")}, "message-error"),
        ({"text": "", "file": SimpleUploadedFile("a.txt", b"")}, "message-error"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_kept(
    people: People, data: dict[str, object], words: str
) -> None:
    text = browser(people.clerk).post(reverse("checkups"), data).text
    assert words in text
    assert not Checkup.objects.exists()


def test_markup_stays_text(people: People) -> None:
    client = browser(people.clerk)
    made = send(client, "<script>alert(1)</script> 共3个", "<b>.txt")
    text = client.get(reverse("checkup", args=[made.pk])).text
    assert "<script>alert" not in text
    assert "<b>.txt" not in text


def test_it_is_deleted_by_hand_and_by_time(people: People) -> None:
    client = browser(people.clerk)
    made = send(client)
    client.post(reverse("checkup_delete", args=[made.pk]))
    assert not Checkup.objects.exists()
    old = send(client)
    long_ago = timezone.now() - datetime.timedelta(days=settings.CHECKUP_DAYS, minutes=1)
    Checkup.objects.filter(pk=old.pk).update(uploaded_at=long_ago)
    client.get(reverse("checkups"))
    assert not Checkup.objects.exists()


@pytest.mark.parametrize("number", [1, 12])
def test_its_queries_do_not_grow(
    number: int, people: People, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for one in range(number):
        Checkup.objects.create(
            office=people.clerk.office,
            uploaded_by=people.colleague,
            name=f"{one}.txt",
            content=b"",
            shown=[],
            result={
                "verdict": "clean",
                "counts": {"agree": 0, "differ": 0, "unchecked": 0},
                "findings": [],
            },
            spots=[],
            annotation="text",
        )
    client = browser(people.clerk)
    with django_assert_max_num_queries(11):
        client.get(reverse("checkups"))
