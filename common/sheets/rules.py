"""The rules by which columns and words of a foreign file become ours; as JSON they are in `mapping`."""

from dataclasses import dataclass, field

ERROR, EMPTY = "error", "empty"
CODE, NAME = "code", "name"


@dataclass
class Rule:
    """What happens to one column of the file; `to` is the name of our column, or "" for not taken.

    `by` says what a reference holds. `part` is the place of this column where several are joined in one; those of
    the same place stand as in the file.
    """

    header: str
    to: str = ""
    values: dict[str, str] = field(default_factory=dict)
    otherwise: str = ERROR
    unknown: str = ERROR
    by: str = CODE
    label: str = ""
    split: str = ""
    part: int = 0


@dataclass
class ColumnMapping:
    """The rules of one kind of file. `name` says where such files come from.

    `joined` gives, for each of our columns that several of the file make up together, what stands between them;
    `reading` is how the bytes of such files become rows, where somebody chose that.
    """

    rules: list[Rule]
    constants: dict[str, str] = field(default_factory=dict)
    name: str = ""
    joined: dict[str, str] = field(default_factory=dict)
    reading: dict = field(default_factory=dict)

    def rule(self, header: str) -> Rule | None:
        wanted = header.casefold()
        return next((rule for rule in self.rules if rule.header.casefold() == wanted), None)

    def rules_to(self, name: str) -> list[Rule]:
        """The rules that give one of our columns its value, in the order in which their cells are joined."""
        return sorted((rule for rule in self.rules if rule.to == name), key=lambda rule: rule.part)

    def header_of(self, name: str) -> str:
        """Where the value of one of our columns stands in the file; several headers with commas between them."""
        return ", ".join(rule.header for rule in self.rules_to(name))

    def lets_pass(self, name: str) -> bool:
        """Whether a reference in that column may name what nobody knows."""
        return any(rule.unknown == EMPTY for rule in self.rules_to(name))

    def by_name(self, name: str) -> bool:
        """Whether a reference in that column is a name, not a code."""
        return any(rule.by == NAME for rule in self.rules_to(name))

    @property
    def targets(self) -> set[str]:
        """Names of our columns that get a value."""
        return {rule.to for rule in self.rules if rule.to} | set(self.constants)
