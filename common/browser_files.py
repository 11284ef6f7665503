"""Publishes the few files the pages use out of the installed browser packages.

A package brings hundreds of files (other builds, right-to-left, demos). Collecting and compressing them all
would take half a minute and publish what nobody reviewed, so settings.BROWSER_FILES names each one.
"""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import Warning
from django.core.files.storage import FileSystemStorage


class BrowserFilesFinder(BaseFinder):
    """Finds `settings.BROWSER_FILES`: published name → path below node_modules."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.root = Path(settings.NODE_MODULES)
        self.files: dict[str, str] = {}
        for name, path in settings.BROWSER_FILES.items():
            self.files[name] = path
            # Named in the file's last line: a missing one would fail the collection.
            if (self.root / f"{path}.map").is_file():
                self.files[f"{name}.map"] = f"{path}.map"

    def check(self, **kwargs):
        missing = [path for path in self.files.values() if not (self.root / path).is_file()]
        if not missing or not self.root.is_dir():  # before `npm ci` commands that need no browser still run
            return []
        return [
            Warning(f"Browser packages lack {', '.join(missing)}.", hint="Run `npm ci`.", id="srrm.W001"),
        ]

    def find(self, path, find_all=False, **kwargs):
        source = self.files.get(path)
        found = str(self.root / source) if source and (self.root / source).is_file() else None
        if find_all:
            return [found] if found else []
        return found

    def list(self, ignore_patterns):
        for name, path in self.files.items():
            if (self.root / path).is_file():
                yield name, _Renamed(self.root, name, path)


class _Renamed(FileSystemStorage):
    """One file of a package under its published name."""

    def __init__(self, root: Path, name: str, path: str):
        super().__init__(location=root)
        self._renamed = {name: path}

    def path(self, name):
        return super().path(self._renamed.get(name, name))
