"""Workbooks for tests: ordinary ones, and such as no program should make."""

import io
import zipfile

import openpyxl


def a_workbook(rows, *, title="Units", formats=None, others=()) -> bytes:
    """A workbook with these rows; `formats` gives cells such as B2 a format, `others` are empty sheets before."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for at, code in (formats or {}).items():
        sheet[at].number_format = code
    for place, other in enumerate(others):
        book.create_sheet(other, place)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(data: bytes, change) -> bytes:
    """The workbook with `change(name, content)` in place of each part; None leaves it out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes = b"") -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return out.getvalue()


def with_sheet(rows_xml: str, *, before: str = "") -> bytes:
    """A workbook whose only sheet has exactly this XML between the marks of its rows."""
    xml = (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows_xml}</sheetData></worksheet>"
    )

    def change(name: str, content: bytes) -> bytes:
        return xml.encode() if name == "xl/worksheets/sheet1.xml" else content

    return changed(a_workbook([["x"]]), change)


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()
