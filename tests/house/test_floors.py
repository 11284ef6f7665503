"""Imports point down the floors only, and rows are reached through what a person may see."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
HOUSE = tuple(settings.OWN_APPS)
# Models of which a person sees only some rows.
SCOPED = [m.__name__ for m in apps.get_models() if hasattr(getattr(m, "objects", None), "visible_to")]
# A view, an API or a sheet that takes rows without asking who is looking.
UNSCOPED = re.compile(rf"\b({'|'.join(SCOPED)})\.objects\b(?!\s*\.(visible_to|kept_by|bulk_))")
# Unless the line says why.
EXCEPT = re.compile(r"#\s*unscoped:\s*\S+")


def lint(folder: Path) -> subprocess.CompletedProcess:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


def test_imports_point_down():
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


def test_an_import_that_points_up_is_found(tmp_path):
    for app in HOUSE:
        shutil.copytree(
            ROOT / app, tmp_path / app, ignore=shutil.ignore_patterns("templates", "static", "__pycache__")
        )
    for name in ("srrm", "pyproject.toml"):
        source = ROOT / name
        shutil.copytree(source, tmp_path / name) if source.is_dir() else shutil.copy(source, tmp_path / name)
    (tmp_path / "common" / "planted.py").write_text("from units.models import Unit\n")
    result = lint(tmp_path)
    assert result.returncode != 0
    assert "common.planted" in result.stdout


def unscoped(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if UNSCOPED.search(line) and not EXCEPT.search(line)]


def test_views_and_sheets_reach_rows_through_what_a_person_may_see():
    files = [
        path
        for app in HOUSE
        for part in ("views", "sheets", "api")
        for path in (ROOT / app / part).rglob("*.py")
    ]
    files += [
        path
        for app in HOUSE
        for part in ("views", "sheets", "api")
        for path in (ROOT / app).glob(f"{part}.py")
    ]
    assert files
    faults = {str(path.relative_to(ROOT)): found for path in files if (found := unscoped(path.read_text()))}
    assert faults == {}


def test_an_unscoped_read_is_found():
    assert unscoped("rows = Unit.objects.filter(pk=1)")
    assert not unscoped("rows = Unit.objects.visible_to(user).filter(pk=1)")
    assert not unscoped("Unit.objects.get(pk=pk)  # unscoped: found by the caller")


def test_the_image_takes_every_floor_along():
    kept = (ROOT / ".dockerignore").read_text().splitlines()
    assert [app for app in HOUSE if f"!{app}" not in kept] == []
