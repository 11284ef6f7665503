"""What first talks taught the CISO's team about each unit: what it tries to achieve, how it sees security."""

from dataclasses import dataclass

from units.choices import Appetite, WorkMode

_APPETITES = {"a": Appetite.AVERSE, "c": Appetite.CAUTIOUS, "b": Appetite.BALANCED, "o": Appetite.OPEN}
_MODES = {"s": WorkMode.ON_SITE, "h": WorkMode.HYBRID, "r": WorkMode.REMOTE}


@dataclass(frozen=True)
class Portrait:
    """Levels 1–5; None where the talk left it open. Compliance burden follows from the obligations."""

    code: str
    importance: int | None
    exposure: int | None
    history: int | None
    purpose: str
    view: str
    appetite: str
    mode: str

    @property
    def values(self) -> dict:
        return {
            "strategic_importance": self.importance,
            "exposure": self.exposure,
            "incident_history": self.history,
            "purpose": self.purpose,
            "security_view": self.view,
            "risk_appetite": self.appetite,
            "work_mode": self.mode,
        }


def portrait(code: str, levels: str, ways: str, purpose: str, view: str = "") -> Portrait:
    """`levels` is importance, exposure, history as three signs; `ways` is appetite and work mode."""
    importance, exposure, history = (None if sign == "-" else int(sign) for sign in levels)
    appetite, mode = ways
    return Portrait(
        code,
        importance,
        exposure,
        history,
        purpose,
        view,
        _APPETITES.get(appetite, ""),
        _MODES.get(mode, ""),
    )
