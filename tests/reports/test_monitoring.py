"""The mid-year monitoring: figures from the ledger, progress entered, its form taken away."""

import io
import re
from datetime import date
from decimal import Decimal

import docx
import openpyxl
import pdfplumber
import pytest
from django.test import Client
from django.urls import reverse
from docx.enum.section import WD_ORIENT

from indicators.lights import Light
from indicators.models import Indicator, Monitoring, MonitoringEntry
from projects.funds import Entry, EntryKind, Line
from projects.models import Project
from reports.compose import monitoring
from reports.evaluation import Evaluation
from reports.facts import facts
from reports.loading import load, load_monitoring
from reports.monitoring import MonitoringRecord, monitoring_facts, pace
from tests.builders import (
    close,
    make_expenditure,
    make_indicator,
    make_line_item,
    make_monitoring,
    make_monitoring_entry,
    yuan,
)
from tests.people import People, browser, make_people
from tests.reports.evaluations import APPROPRIATION, evaluation
from tests.reports.ready import make_ready_project


def paid(amount: str, on: date | None) -> Entry:
    return Entry(EntryKind.PAID, APPROPRIATION, yuan(amount), on)


def paid_from(source: str, amount: str) -> Entry:
    return Entry(EntryKind.PAID, source, yuan(amount), date(2020, 3, 1))


RECORD = MonitoringRecord(7, None, {})

LINE = Line(
    "item-1",
    "巡防",
    (
        Entry(EntryKind.OPENING, APPROPRIATION, yuan("100")),
        paid("30", date(2020, 3, 1)),
        paid("10", date(2020, 7, 31)),
        paid("40", date(2020, 8, 1)),
        paid("5", None),
    ),
)


def test_rows_of_sources_that_do_not_add_up_as_printed_are_noted() -> None:
    def case(amount: str) -> Evaluation:
        lines = tuple(
            Line(
                f"item-{number}",
                f"明细{number}",
                (Entry(EntryKind.OPENING, source, yuan(amount)), paid_from(source, amount)),
            )
            for number, source in enumerate((APPROPRIATION, "其他资金"), start=1)
        )
        return evaluation(lines=lines, sources=(APPROPRIATION, "其他资金"))

    (table,) = monitoring(case("1.004"), RECORD).tables()
    assert "".join(run.text for run in table.note) == (
        "注：各行与合计均按实际金额四舍五入，“年初预算数”合计与各行之和相差0.01万元，"
        "“执行数”合计与各行之和相差0.01万元，系四舍五入形成的尾差。"
    )
    (exact,) = monitoring(case("1"), RECORD).tables()
    assert exact.note == ()


@pytest.mark.parametrize(
    ("month", "spent", "rate", "light"),
    [
        (2, "—", "—", None),
        (3, "30.00", "30.00%", Light.GREEN),
        (7, "40.00", "40.00%", Light.YELLOW),
        (8, "80.00", "80.00%", Light.GREEN),
    ],
)
def test_spending_is_taken_from_the_ledger_at_the_date(
    month: int, spent: str, rate: str, light: Light | None
) -> None:
    record = MonitoringRecord(month)
    known = monitoring_facts(evaluation(lines=(LINE,)), record)
    assert (known.at("monitoring-whole-spent").text, known.at("monitoring-whole-rate").text) == (spent, rate)
    assert known.at("monitoring-source-1-spent").text == spent
    assert known.at("monitoring-source-2-spent").text == "—"
    assert pace(known, record) is light


def test_what_has_no_date_is_named_and_not_counted() -> None:
    known = monitoring_facts(evaluation(lines=(LINE,)), MonitoringRecord(12))
    assert known.at("monitoring-whole-spent").text == "80.00"
    assert (known.at("monitoring-undated-count").text, known.at("monitoring-undated-amount").text) == (
        "1",
        "5.00",
    )


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def project(people: People) -> Project:
    project = make_ready_project(people.clerk.office)
    item = make_line_item(project, allocated="100")
    make_expenditure(item, "40", paid_on=date(2020, 7, 31))
    make_expenditure(item, "5")
    return project


@pytest.fixture
def drill(project: Project) -> Indicator:
    return make_indicator(project, "综合应急演练")


def address(project: Project) -> str:
    return reverse("project_monitoring", args=[project.pk])


def typed(client: Client, project: Project, **changes: str) -> dict[str, str]:
    sent: dict[str, str] = {}
    for form in client.get(address(project)).context["forms"]:
        for bound in form:
            value = bound.value()
            text = "" if value is None else str(value)
            sent |= {bound.html_name: text, bound.html_initial_name: text}
    return sent | {name.replace("__", "-"): value for name, value in changes.items()}


def row(indicator: Indicator, **fields: str) -> dict[str, str]:
    return {f"indicator-{indicator.pk}-{name}": value for name, value in fields.items()}


@pytest.mark.django_db
def test_who_may_and_who_may_not(people: People, project: Project, drill: Indicator) -> None:
    for user in (people.clerk, people.colleague, *people.viewers):
        assert browser(user).get(address(project)).status_code == 200
    for user in people.viewers:
        assert "<textarea" not in browser(user).get(address(project)).text
        assert browser(user).post(address(project), {}).status_code == 404
    for way in (address(project), reverse("monitoring_file", args=[project.pk, "pdf"])):
        assert browser(people.stranger).get(way).status_code == 404
        assert Client().get(way).status_code == 302
        assert browser(people.clerk).put(way).status_code == 405
    close(project.fiscal_year)
    assert browser(people.clerk).post(address(project), {}).status_code == 404
    assert not Monitoring.objects.exists()


@pytest.mark.django_db
def test_it_is_entered_and_shown(people: People, project: Project, drill: Indicator) -> None:
    client = browser(people.clerk)
    page = client.get(address(project)).text
    assert "40.00" in page
    assert "进度偏慢" in page
    sent = typed(client, project, month="7", forecast="95") | row(
        drill, progress="1次", forecast="3次", cause="staff", reason="人手<不足>", possibility="possible"
    )
    assert client.post(address(project), sent).status_code == 302
    stored = Monitoring.objects.get()
    assert (stored.month, stored.forecast, stored.version) == (7, yuan("95"), 1)
    entry = stored.entries.get()
    assert (entry.progress, entry.cause, entry.possibility) == ("1次", "staff", "possible")
    sent = typed(client, project) | row(drill, progress="2次")
    client.post(address(project), sent)
    stored.refresh_from_db()
    assert (stored.version, stored.entries.get().progress) == (2, "2次")
    assert "人手&lt;不足&gt;" in browser(people.approver).get(address(project)).text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("month", "13"),
        ("month", ""),
        ("forecast", "12.3O"),
        ("forecast", "-1"),
        ("cause", "weather"),
        ("possibility", "maybe"),
        ("progress", "字" * 201),
        ("reason", "人\x0b手"),
    ],
)
def test_bad_input_saves_nothing_and_is_kept(
    people: People, project: Project, drill: Indicator, field: str, value: str
) -> None:
    client = browser(people.clerk)
    of_row = field not in ("month", "forecast")
    name = f"indicator-{drill.pk}-{field}" if of_row else field
    sent = typed(client, project) | row(drill, forecast="3次") | {name: value}
    answer = client.post(address(project), sent)
    assert answer.status_code == 200
    form = answer.context["forms"][1 if of_row else 0]
    assert list(form.errors) == [field]
    assert form[field].value() == value
    assert not Monitoring.objects.exists()


@pytest.mark.django_db
def test_two_people_who_begin_at_once_are_told(people: People, project: Project, drill: Indicator) -> None:
    mine, theirs = browser(people.clerk), browser(people.colleague)
    sent = typed(mine, project) | row(drill, progress="1次")
    theirs.post(address(project), typed(theirs, project) | row(drill, progress="2次"))
    answer = mine.post(address(project), sent)
    assert answer.status_code == 200
    assert "“2次”" in answer.text
    assert MonitoringEntry.objects.get().progress == "2次"


@pytest.mark.django_db
def test_its_form_says_the_same_in_every_format(people: People, project: Project, drill: Indicator) -> None:
    client = browser(people.clerk)
    assert client.get(reverse("monitoring_file", args=[project.pk, "pdf"])).status_code == 404
    stored = make_monitoring(project, forecast=yuan("95"))
    make_monitoring_entry(stored, indicator=drill, forecast="三次", cause="staff", possibility="certain")
    record = load_monitoring(project)
    assert record is not None
    loaded = load(project)
    known = [*monitoring_facts(loaded, record).values(), *facts(loaded).values()]
    allowed = {number for fact in known for number in re.findall(r"\d+(?:\.\d+)?%?", fact.text)}
    for extension in ("pdf", "docx", "xlsx"):
        answer = client.get(reverse("monitoring_file", args=[project.pk, extension]))
        assert answer.status_code == 200
        assert extension in answer["Content-Disposition"]
        if extension == "pdf":
            with pdfplumber.open(io.BytesIO(answer.content)) as file:
                assert [leaf.width > leaf.height for leaf in file.pages] == [True]
                text = "".join(leaf.extract_text() for leaf in file.pages)
            assert set(re.findall(r"\d+(?:\.\d+)?%?", re.sub(r"—\s*\d+\s*—", "", text))) <= allowed
            assert all(word in text for word in ("40.00", "95.00", "人员保障", "确定能", "未注明日期"))
        if extension == "docx":
            (section,) = docx.Document(io.BytesIO(answer.content)).sections
            assert section.orientation == WD_ORIENT.LANDSCAPE
        if extension == "xlsx":
            sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
            values = [cell.value for line in sheet.iter_rows() for cell in line]
            assert 40 in values
            assert 0.4 in values
    for extension in ("html", "exe"):
        assert client.get(reverse("monitoring_file", args=[project.pk, extension])).status_code == 404


@pytest.mark.django_db
def test_a_year_without_entries_is_empty(project: Project) -> None:
    assert load_monitoring(project) is None
    assert MonitoringRecord().of("indicator-1").progress == ""
    assert monitoring_facts(load(project), MonitoringRecord()).at(
        "monitoring-whole-opening"
    ).value == Decimal(1000000)


@pytest.mark.django_db
def test_the_year_end_shows_it_beside_the_actuals(people: People, project: Project, drill: Indicator) -> None:
    client = browser(people.clerk)
    ways = [reverse(name, args=[project.pk]) for name in ("project_indicators", "indicator_grid")]
    assert not any("1-7月" in client.get(way).text for way in ways)
    entry = make_monitoring_entry(make_monitoring(project), indicator=drill)
    assert entry.progress == "1"
    assert all("1-7月：1</p>" in client.get(way).text for way in ways)


@pytest.mark.django_db
def test_its_figures_open_in_the_card_like_all_others() -> None:
    people = make_people()
    project = make_ready_project(people.clerk.office)
    make_line_item(project, allocated="100", spent="90")
    page = browser(people.clerk).get(reverse("project_monitoring", args=[project.pk])).text
    shown = re.findall(r'data-fact="(monitoring-[a-z0-9-]+)"', page)
    assert "monitoring-whole-opening" in shown
    for key in shown:
        card = browser(people.clerk).get(reverse("project_fact", args=[project.pk, key]), {"card": ""})
        assert card.status_code == 200
    assert (
        "年初批复的预算数之和"
        in browser(people.clerk)
        .get(reverse("project_fact", args=[project.pk, "monitoring-whole-opening"]))
        .text
    )
    assert (
        browser(people.stranger)
        .get(reverse("project_fact", args=[project.pk, "monitoring-whole-opening"]))
        .status_code
        == 404
    )
    unknown = reverse("project_fact", args=[project.pk, "monitoring-nothing"])
    assert browser(people.clerk).get(unknown).status_code == 404
