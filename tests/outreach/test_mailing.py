"""From a template to the words of a mail: whole, or not at all."""

import pytest

from outreach import mailing


@pytest.fixture
def template(tmp_path, monkeypatch):
    """`template(name, text)`: a template that exists for this test."""
    real = mailing.DjangoTemplates
    monkeypatch.setattr(mailing, "DjangoTemplates", lambda params: real(params | {"DIRS": [tmp_path]}))
    mailing._engine.cache_clear()

    def make(name: str, content: str) -> str:
        (tmp_path / name).write_text(content)
        return name.rpartition(".")[0]

    yield make
    mailing._engine.cache_clear()


def test_the_first_line_is_the_subject_and_names_stand_as_they_are(template):
    written = mailing.write(template("a.txt", "Talk with  {{ name }}\n\nSee {{ link }}\n"), {
        "name": "O'Brien & <Sons>", "link": mailing.link("/dialogues/sessions/7/"),
    })  # fmt: skip
    assert written.subject == "Talk with O'Brien & <Sons>"
    assert written.text == "See http://127.0.0.1:8000/dialogues/sessions/7/\n"
    assert 'href="http://127.0.0.1:8000/dialogues/sessions/7/"' in written.html
    assert "O&#x27;Brien &amp; &lt;Sons&gt;" in written.html


def test_html_of_its_own_is_used_where_there_is_some(template):
    template(
        "b.html", '{% extends "outreach/letter.html" %}{% block letter %}<p>{{ name }}!</p>{% endblock %}'
    )
    written = mailing.write(template("b.txt", "Hello\nWords"), {"name": "<Ana>"})
    assert "<p>&lt;Ana&gt;!</p>" in written.html


@pytest.mark.parametrize(
    "text", ["Hello {{ nobody }}", "Hello\n{{ organisation.nothing }}", "Hello\n{{ x|upper }}"]
)
def test_a_variable_that_does_not_exist_stops_the_mail_and_is_named(template, text):
    with pytest.raises(mailing.Unwritable, match=r"c: The template names “(nobody|organisation.nothing|x)”"):
        mailing.write(template("c.txt", text), {})


def test_a_name_with_a_line_break_adds_no_header(template):
    written = mailing.write(
        template("d.txt", "Talk with {{ name }}\nWords"), {"name": "A\nBcc: x@test.example"}
    )
    assert written.subject == "Talk with A"
    assert written.text.startswith("Bcc: x@test.example")
