"""What a kind of sheet has to say of itself, so that files of it can be brought in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils.module_loading import import_string

from common.sheets.columns import Column
from common.sheets.mapping import ColumnMapping
from common.sheets.options import Reading
from common.sheets.plan import Plan, Planner
from common.sheets.reading import Sheet, read
from desk.sheets.missing import Ending

# Name of the kind → where the object of it is found. It is loaded when it is first needed.
_declared: dict[str, str] = {}


def declare(name: str, dotted: str) -> None:
    """So that a worker, who has only the name, finds the kind."""
    _declared[name] = dotted


def kind_named(name: str) -> "Kind":
    return import_string(_declared[name])


class Kind:
    """One kind of sheet: its columns, how rows are planned and written, and its words on screen.

    Each app declares its own and makes one object of it. `name` is kept with every import, beside the permission
    in `desk.models.sheets.IMPORTERS`; `url` is the name of the page that takes a file, the others' names begin
    with it.
    """

    name: str
    url: str
    permission: str
    # Who brought it in where nobody did: the name of the command.
    command: str

    one: str
    many: str
    # What holds them: “The inventory already says …”.
    holder: str = "inventory"
    list_label: str
    list_url: str
    export_url: str
    title: str = "Bring in a file"
    # What a person should know before choosing a file, a sentence each.
    advice: Sequence[str] = ()
    formats: str = "An Excel workbook (.xlsx) or CSV, with a line of headers."
    accept: str = (
        ".csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    # What may become of those that a file no longer names; None where nothing ends by not being named.
    ending: Ending | None = None
    name_help: str = "So that the choices are found again, for example “HR system”."

    def columns_for(self, user) -> list[Column]:
        """The columns whose values `user` may read; all of them for a job that acts for nobody."""
        raise NotImplementedError

    def exported_for(self, user) -> list[Column]:
        """The columns of a file handed to `user`."""
        return [column for column in self.columns_for(user) if column.exported]

    def missing(self, targets: set[str]) -> list[str]:
        """What columns of these names lack before any row can be judged, as sentences."""
        raise NotImplementedError

    def read(self, content: bytes, reading: Reading | None = None) -> Sheet:
        """The table in a file, read as it is said or else as it is detected. Raises UnreadableFile."""
        return read(content, reading)

    def planner(self, sheet: Sheet, mapping: ColumnMapping, *, by) -> Planner:
        """Works out what the sheet would do now. `by` is the user, or None for a job."""
        raise NotImplementedError

    def hold_back(self) -> None:
        """Until the transaction ends, others read and wait with changing what a plan looks at."""
        raise NotImplementedError

    def write(self, plans: Iterable[Plan], planner: Planner) -> None:
        """Carries out the pieces of a plan without problems; the caller records. `planner` made them."""
        raise NotImplementedError

    def retired(self, *, on: date) -> Mapping[type, Callable[[list], None]]:
        """Per model what undoing does, on that day, with rows that an import made and something refers to by now.
        Where nothing is said, undoing is refused as long as something does."""
        return {}

    def settle(self, group: UUID) -> None:
        """Works out again what follows from the rows of that save, which was undone just now."""

    def addresses(self, keys: Iterable[str], *, by) -> Mapping[str, str]:
        """{key of a planned row: address of its page}, for those that have one."""
        return {}

    @property
    def workbook_url(self) -> str:
        """The name of the address of the same as a workbook."""
        return self.export_url.removesuffix("csv") + "xlsx"

    @cached_property
    def urls(self) -> dict[str, str]:
        """The names of the pages of an import."""
        parts = ("template", "detail", "apply", "again", "undo", "closing", "bad_rows", "mapping", "reading")
        return {part: f"{self.url}_{part}" for part in parts}
