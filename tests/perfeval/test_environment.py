"""Nonsense in a variable is refused, in words that say which variable and what it may hold."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from perfeval import environment

DEFAULT = "sqlite:////srv/default.sqlite3"


@pytest.mark.parametrize("word", ["1", "true", "True", "yes", "ON"])
def test_yes(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("FLAG", word)
    assert environment.flag("FLAG", default=False) is True


@pytest.mark.parametrize("word", ["0", "false", "No", "off"])
def test_no(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("FLAG", word)
    assert environment.flag("FLAG", default=True) is False


def test_a_whole_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.whole_number("NUMBER", default=20) == 20
    monkeypatch.setenv("NUMBER", "50")
    assert environment.whole_number("NUMBER", default=20) == 50


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "50MB", "五", "５"])
def test_no_whole_number(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("NUMBER", text)
    with pytest.raises(ImproperlyConfigured, match="NUMBER"):
        environment.whole_number("NUMBER", default=20)


def test_one_of_several_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.choice("WORD", ("one", "two"), default="two") == "two"
    monkeypatch.setenv("WORD", "one")
    assert environment.choice("WORD", ("one", "two"), default="two") == "one"
    for word in ("One", "three", " "):
        monkeypatch.setenv("WORD", word)
        with pytest.raises(ImproperlyConfigured, match="it can be one, two"):
            environment.choice("WORD", ("one", "two"), default="two")


def test_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.address("ADDRESS", default="") == ""
    for given in ("https://jixiao.example.gov.cn", "http://10.0.0.7:8000", "https://a.cn/jixiao"):
        monkeypatch.setenv("ADDRESS", f"{given}/")
        assert environment.address("ADDRESS", default="") == given


@pytest.mark.parametrize(
    "text", ["jixiao.example.gov.cn", "ftp://a.cn", "https://*", "https://a.cn/?x", "https://"]
)
def test_no_address(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("ADDRESS", text)
    with pytest.raises(ImproperlyConfigured, match="ADDRESS"):
        environment.address("ADDRESS", default="")


@pytest.mark.parametrize("default", [True, False])
def test_an_empty_flag_is_a_missing_one(monkeypatch: pytest.MonkeyPatch, *, default: bool) -> None:
    monkeypatch.delenv("FLAG", raising=False)
    assert environment.flag("FLAG", default=default) is default
    monkeypatch.setenv("FLAG", "")
    assert environment.flag("FLAG", default=default) is default


@pytest.mark.parametrize("word", ["ture", "2", "enabled", " "])
def test_another_word_is_refused(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setenv("FLAG", word)
    with pytest.raises(ImproperlyConfigured, match=f"FLAG is '{word}'; it can be 1 or 0"):
        environment.flag("FLAG", default=True)


def test_a_long_key_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEY", "k" * 50)
    assert environment.secret_key("KEY") == "k" * 50


@pytest.mark.parametrize("key", ["", "k" * 49])
def test_a_short_key_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("KEY", key)
    with pytest.raises(ImproperlyConfigured, match=f"KEY has {len(key)} characters") as error:
        environment.secret_key("KEY")
    assert "kk" not in str(error.value)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", {"ENGINE": "django.db.backends.sqlite3", "NAME": "/srv/default.sqlite3"}),
        ("sqlite:////srv/a.sqlite3", {"ENGINE": "django.db.backends.sqlite3", "NAME": "/srv/a.sqlite3"}),
        (
            "postgres://clerk:p%23%40@db.example:5433/perfeval",
            {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": "perfeval",
                "USER": "clerk",
                "PASSWORD": "p#@",
                "HOST": "db.example",
                "PORT": 5433,
            },
        ),
        (
            "postgres://clerk@//run/postgresql/perfeval",
            {"ENGINE": "django.db.backends.postgresql", "NAME": "perfeval", "HOST": "/run/postgresql"},
        ),
        (
            "postgresql:///perfeval",
            {"ENGINE": "django.db.backends.postgresql", "NAME": "perfeval", "HOST": ""},
        ),
    ],
)
def test_databases(monkeypatch: pytest.MonkeyPatch, url: str, expected: dict[str, object]) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert environment.database("DATABASE_URL", default=DEFAULT).items() >= expected.items()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("perfeval.sqlite3", "must begin with sqlite:// or postgres://"),
        ("mysql://clerk:secret@db/perfeval", "must begin with sqlite:// or postgres://"),
        ("postgres://", "must begin with sqlite:// or postgres://"),
        ("sqlite://srv/a.sqlite3", "names no file"),
        ("sqlite://:memory:", "names no file"),
        ("sqlite:////srv/", "names no file"),
        ("postgres://clerk:secret@db", "names no database"),
        ("postgres://clerk:secret@db/", "names no database"),
        ("postgres://clerk:secret@db:port/perfeval", "the port must be a number"),
        ("postgres://clerk:secret@db:99999/perfeval", "the port must be a number"),
        ("postgres://clerk:secret/more@db/perfeval", "%2F"),
    ],
)
def test_nonsense_is_refused_without_repeating_a_password(
    monkeypatch: pytest.MonkeyPatch, url: str, says: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured) as error:
        environment.database("DATABASE_URL", default=DEFAULT)
    assert str(error.value).startswith("DATABASE_URL ")
    assert says in str(error.value)
    assert "secret" not in str(error.value)
