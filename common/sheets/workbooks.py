"""Excel workbooks as records."""

from common.sheets.problems import UnreadableFile


def is_workbook(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


class Workbook:
    def __init__(self, data: bytes, sheet: str):
        raise UnreadableFile("This is an Excel workbook. It is damaged.")
