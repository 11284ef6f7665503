"""Publishes the few files the pages use out of the installed browser packages.

A package brings hundreds of files (other builds, right-to-left, demos). Collecting and compressing them all
would take half a minute and publish what nobody reviewed, so settings.BROWSER_FILES names each one.
"""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder, BaseFinder
from django.core.checks import Warning
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class OwnFilesFinder(AppDirectoriesFinder):
    """Finds the files in the `static` folders of our own apps; what a library brings is named one by one."""

    def __init__(self, app_names=None, *args, **kwargs):
        super().__init__(app_names or settings.OWN_APPS, *args, **kwargs)


class PackageFilesFinder(BaseFinder):
    """Finds `settings.BROWSER_FILES`: published name → path below node_modules, or a full path."""

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


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Names with a hash of the content, in the imports of our scripts too: a page never mixes two releases."""

    support_js_module_import_aggregation = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name, force=False):
        """The address of a file, worked out once: a page names two dozen, and none changes while we run."""
        if force or settings.DEBUG:
            return super().url(name, force)
        if name not in self._addresses:
            self._addresses[name] = super().url(name, force)
        return self._addresses[name]


class _Renamed(FileSystemStorage):
    """One file of a package under its published name."""

    def __init__(self, root: Path, name: str, path: str):
        super().__init__(location=root)
        self._found = {name: str(root / path)}

    def path(self, name):
        return self._found[name]
