"""The archive, encrypted by AES-256: names of files can be read without the password, nothing in them can."""

import io

import pyzipper


def sealed(files: dict[str, bytes], *, password: str) -> bytes:
    buffer = io.BytesIO()
    with pyzipper.AESZipFile(
        buffer, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(password.encode())
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()
