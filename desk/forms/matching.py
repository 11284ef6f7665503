"""The form in which the columns and words of a foreign file are matched with ours."""

from collections.abc import Sequence

from django import forms

from common.forms import SrrmForm
from common.sheets.columns import Choice, Column, Reference, plain
from common.sheets.guessing import guess_words
from common.sheets.likely_keys import hold_names
from common.sheets.mapping_troubles import MAX_JOINER, MAX_LABEL
from common.sheets.problems import CellProblem
from common.sheets.rules import CODE, EMPTY, ERROR, NAME, ColumnMapping, Rule

NOT_TAKEN = ("", "– not taken –")
UNDECIDED, LEFT_EMPTY = "", "-"
EXTRAS = ("part", "joiner", "by", "unknown", "label", "split", "otherwise")
PLACES = ("first", "second", "third", "fourth", "fifth")


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
        return [field for part in EXTRAS if (field := self.bound(part))]

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
        for number, fact in enumerate(facts):
            column, rule = self.column(number), mapping.rule(fact["header"]) or Rule(fact["header"])
            if column is not None:
                self._add_parts(number, column, rule, mapping)
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

    def together(self, column: Column) -> list[int]:
        """The columns of the file that make up this one of ours, where several may."""
        if column.joined_by is None or column.collects:
            return []
        return [number for number in range(len(self.facts)) if self.column(number) is column]

    def _add_parts(self, number: int, column: Column, rule: Rule, mapping: ColumnMapping) -> None:
        """Where this one stands among those that are joined, and for the first what stands between them."""
        parts = self.together(column)
        if len(parts) < 2:
            return
        places = [(str(place), PLACES[place - 1]) for place in range(1, min(len(parts), len(PLACES)) + 1)]
        field = forms.ChoiceField(choices=places, required=False)
        place = min(rule.part or parts.index(number) + 1, len(places))
        self._add(f"part_{number}", field, f"Its part of “{column.label}”", str(place))
        if number == parts[0]:
            field = forms.CharField(max_length=MAX_JOINER, required=False, strip=False)
            joiner = mapping.joined.get(column.name, column.joined_by)
            self._add(f"joiner_{number}", field, "Between the parts", joiner)

    def _add_extras(self, number: int, column: Column, rule: Rule) -> None:
        if isinstance(column, Reference) and number in self.together(column)[:1]:
            self._add_reference(number, column, rule)
        if column.collects:
            label = forms.CharField(max_length=MAX_LABEL, required=False)
            self._add(f"label_{number}", label, "Written after the words", rule.label)
            split = forms.CharField(max_length=5, required=False)
            self._add(f"split_{number}", split, "Several are separated by", rule.split)
        if isinstance(column, Choice):
            self._add_words(number, column, rule)

    def _add_reference(self, number: int, column: Reference, rule: Rule) -> None:
        by = self.data.get(f"by_{number}", rule.by) if self.is_bound else rule.by
        if column.by_name:
            field = forms.ChoiceField(choices=[(CODE, "codes"), (NAME, "names")], required=False)
            self._add(f"by_{number}", field, "Its cells hold", rule.by)
        field = forms.ChoiceField(choices=[(ERROR, "is an error"), (EMPTY, column.otherwise)], required=False)
        what = "name" if by == NAME and column.by_name else "code"
        self._add(f"unknown_{number}", field, f"A {what} that nobody has", rule.unknown)

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

    def mapping(self, *, name: str = "", constants: dict | None = None, drawn: bool = False) -> ColumnMapping:
        """What was chosen. Only of a valid form. `drawn`: it is not carried out, only shown again."""
        rules = [self._rule(number, fact["header"]) for number, fact in enumerate(self.facts)]
        return ColumnMapping(rules, constants or {}, name, self._joined(drawn=drawn))

    def _joined(self, *, drawn: bool) -> dict[str, str]:
        """What stands between the parts of a key. Nobody who was not asked joins anything by accident: where the
        question was not on the page yet, it is `drawn` there first."""
        found = {}
        for column in self.columns.values():
            parts = self.together(column)
            asked = parts and f"joiner_{parts[0]}" in self.data
            if len(parts) > 1 and (asked or drawn):
                found[column.name] = self.cleaned_data[f"joiner_{parts[0]}"] if asked else column.joined_by
        return found

    def _rule(self, number: int, header: str) -> Rule:
        data = self.cleaned_data
        rule = Rule(
            header,
            data[f"to_{number}"],
            otherwise=data.get(f"otherwise_{number}") or ERROR,
            unknown=data.get(f"unknown_{number}") or ERROR,
            by=self._by(number),
            part=int(data.get(f"part_{number}") or 0),
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

    def _by(self, number: int) -> str:
        """What the cells hold; by their looks where the column has only just become a reference."""
        column = self.column(number)
        if not isinstance(column, Reference) or not column.by_name or number not in self.together(column)[:1]:
            return CODE
        if f"by_{number}" in self.data:
            return self.cleaned_data[f"by_{number}"] or CODE
        return NAME if hold_names(self.facts[number]["samples"]) else CODE

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
