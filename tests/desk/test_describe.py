"""The generated reference says what the code says."""

from django.core.management import call_command


def test_it_lists_addresses_with_their_roles_and_fields_with_their_audience(tmp_path, capsys):
    call_command("describe", tmp_path / "reference.md")
    text = (tmp_path / "reference.md").read_text()
    assert "| `/healthz/` | anyone | yes | yes | yes | yes | yes |" in text
    assert "| `/system/` | desk.view_system | yes |  | yes |  |  |" in text
    assert "units.Unit" in text
    assert "closed to all" not in text
