"""The form in which the columns and words of a foreign file are matched with ours."""

from collections.abc import Sequence

from django import forms

from common.forms import SrrmForm
from common.sheets.columns import Choice, Column, Reference, plain
from common.sheets.guessing import guess_words
from common.sheets.mapping import EMPTY, ERROR, MAX_LABEL, ColumnMapping, Rule
from common.sheets.problems import CellProblem

NOT_TAKEN = ("", "– not taken –")
UNDECIDED, LEFT_EMPTY = "", "-"


class Header:
    """One column of the file with the fields that say what it means, as the page shows it."""

    def __init__(self, form, number: int, facts: dict):
        self.form, self.number, self.facts = form, number, facts
        self.header: str = facts["header"]

    def bound(self, part: str):
        name = f"{part}_{self.number}"
        return self.form[name] if name in self.form.fields else None

    @property
    def to(self):
        return self.bound("to")

    @property
    def extras(self) -> list:
        return [field for part in ("unknown", "label", "split", "otherwise") if (field := self.bound(part))]

    @property
    def words(self) -> list[tuple]:
        """(word, rows that have it, its field)."""
        counts = self.facts["words"] or {}
        names = self.form.word_fields.get(self.number, {})
        return [(word, counts[word], self.form[name]) for word, name in names.items()]

    @property
    def too_many_words(self) -> bool:
        return self.facts["words"] is None and isinstance(self.form.column(self.number), Choice)


class MatchForm(SrrmForm):
    """One choice for each column of the file; where it means a choice among words, one for each of its words."""

    def __init__(
        self, data=None, *, facts: Sequence[dict], columns: Sequence[Column], mapping: ColumnMapping
    ):
        super().__init__(data)
        self.facts, self.columns = facts, {column.name: column for column in columns}
        self.word_fields: dict[int, dict[str, str]] = {}
        targets = [NOT_TAKEN, *((column.name, column.label) for column in columns)]
        for number, fact in enumerate(facts):
            rule = mapping.rule(fact["header"]) or Rule(fact["header"])
            field = forms.ChoiceField(choices=targets, required=False)
            self._add(f"to_{number}", field, f"{fact['header']} becomes", rule.to)
            column = self.column(number)
            if column is not None:
                self._add_extras(number, column, rule)

    def _add(self, name: str, field: forms.Field, label: str, initial) -> None:
        field.label, field.initial = label, initial
        self.fields[name] = field
        self.prepare(name)

    def column(self, number: int) -> Column | None:
        """Our column that this one of the file is to become, as chosen in the form or before."""
        name = f"to_{number}"
        chosen = self.data.get(name, "") if self.is_bound else self.fields[name].initial
        return self.columns.get(chosen)

    def _add_extras(self, number: int, column: Column, rule: Rule) -> None:
        if isinstance(column, Reference):
            choices = [(ERROR, "is an error"), (EMPTY, column.otherwise)]
            field = forms.ChoiceField(choices=choices, required=False)
            self._add(f"unknown_{number}", field, "A code that nobody has", rule.unknown)
        if column.collects:
            label = forms.CharField(max_length=MAX_LABEL, required=False)
            self._add(f"label_{number}", label, "Written after the words", rule.label)
            split = forms.CharField(max_length=5, required=False)
            self._add(f"split_{number}", split, "Several are separated by", rule.split)
        if isinstance(column, Choice):
            self._add_words(number, column, rule)

    def _add_words(self, number: int, column: Choice, rule: Rule) -> None:
        words = self.facts[number]["words"] or {}
        ours = [(UNDECIDED, "Choose …"), (LEFT_EMPTY, "– leave empty –")]
        ours += [(column.show(value), label) for value, label in column.choices]
        self.word_fields[number] = {}
        for place, word in enumerate(sorted(words, key=lambda word: (-words[word], word))):
            name = f"word_{number}_{place}"
            self.word_fields[number][word] = name
            field = forms.ChoiceField(choices=ours, required=False)
            self._add(name, field, f"{rule.header}: {word} means", _meaning(column, rule, word))
        field = forms.ChoiceField(choices=[(ERROR, "is an error"), (EMPTY, "is left empty")], required=False)
        self._add(f"otherwise_{number}", field, "Any other word", rule.otherwise)

    def headers(self) -> list[Header]:
        return [Header(self, number, fact) for number, fact in enumerate(self.facts)]

    def mapping(self, *, name: str = "", constants: dict | None = None) -> ColumnMapping:
        """What was chosen. Only of a valid form."""
        rules = [self._rule(number, fact["header"]) for number, fact in enumerate(self.facts)]
        return ColumnMapping(rules, constants or {}, name)

    def _rule(self, number: int, header: str) -> Rule:
        data = self.cleaned_data
        rule = Rule(
            header,
            data[f"to_{number}"],
            otherwise=data.get(f"otherwise_{number}") or ERROR,
            unknown=data.get(f"unknown_{number}") or ERROR,
            label=data.get(f"label_{number}", ""),
            split=data.get(f"split_{number}", ""),
        )
        column = self.column(number)
        if column is not None and column.collects and f"label_{number}" not in self.data:
            rule.label = (
                "" if plain(header) in map(plain, (column.name, column.label, *column.aliases)) else header
            )
        if isinstance(column, Choice):
            rule.values = self._values(number, column)
        return rule

    def _values(self, number: int, column: Choice) -> dict[str, str]:
        """What each word means; a guess where the column has only just become a choice and nobody was asked yet."""
        names = self.word_fields[number]
        if not any(name in self.data for name in names.values()):
            return guess_words(column, dict.fromkeys(names, 1))
        chosen = {word: self.cleaned_data[name] for word, name in names.items()}
        return {
            word: "" if ours == LEFT_EMPTY else ours
            for word, ours in chosen.items()
            if ours != UNDECIDED and ours != _by_itself(column, word)
        }

    @property
    def undecided(self) -> int:
        """How many words still have no meaning."""
        return sum(not self[name].value() for names in self.word_fields.values() for name in names.values())


def _by_itself(column: Choice, word: str) -> str:
    """What a word means that stands in no mapping, as the form says it."""
    try:
        value = column.parse(word)
    except CellProblem:
        return UNDECIDED
    return column.show(value) if value != column.empty else LEFT_EMPTY


def _meaning(column: Choice, rule: Rule, word: str) -> str:
    """What the rule says of a word, else what the word says by itself."""
    if word in rule.values:
        return rule.values[word] or LEFT_EMPTY
    itself = _by_itself(column, word)
    return LEFT_EMPTY if itself == UNDECIDED and rule.otherwise == EMPTY else itself
