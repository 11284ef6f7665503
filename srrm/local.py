"""What local mode makes for itself, so that this machine needs nothing set."""

import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> str:
    """The key of this checkout, made once. Written aside and linked, so that racing starts agree on one."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "secret_key"
    if not kept.exists():
        draft = folder / f"secret_key.{os.getpid()}.{secrets.token_hex(4)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        try:
            os.link(draft, kept)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return kept.read_text()
