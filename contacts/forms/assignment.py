"""Naming somebody for a responsibility, also somebody who is not in the directory yet, and agreeing it anew."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.utils.functional import cached_property

from common.forms import ReasonMixin, RevisionMixin, SrrmForm, SrrmModelForm
from contacts.actions.assignments import AGREED, Overlapping
from contacts.choices import Priority
from contacts.forms.choosing import PersonField
from contacts.functions import OF_THINGS, OF_UNITS
from contacts.models import Assignment, Contact, Function
from contacts.rules import term_problem, validate_phone

WHOLE = "the department as a whole"


class FunctionField(forms.ModelChoiceField):
    """What one may name somebody for; says who names somebody for the others."""

    def to_python(self, value):
        if "\0" in str(value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        try:
            return super().to_python(value)
        except ValidationError as error:
            code = str(value)[:40] if value else ""
            other = Function.objects.in_use().filter(code=code, by_department=False).first()
            if other is None:
                raise error
            raise ValidationError(f"The security team names the {other.name.lower()}; ask them.") from error


class NameForm(SrrmForm):
    """One responsibility and who holds it. A row in which nobody is named is left alone."""

    mark_required = False

    function = FunctionField(
        Function.objects.none(), label="Responsibility", to_field_name="code", required=False
    )
    contact = PersonField(label="Who", required=False)
    new_name = forms.CharField(label="Name", max_length=200, required=False)
    new_email = forms.EmailField(label="E-mail", max_length=254, required=False)
    new_phone = forms.CharField(label="Phone", max_length=40, required=False, validators=[validate_phone])
    thing = forms.ChoiceField(label="For", required=False)
    priority = forms.TypedChoiceField(
        label="Comes", choices=Priority.choices, coerce=int, empty_value=Priority.PRIMARY, required=False
    )
    since = forms.DateField(label="Since", required=False)
    until = forms.DateField(label="Until", required=False, help_text="The last day, where it is known.")
    responsibilities = Assignment._meta.get_field("responsibilities").formfield()
    affects = Assignment._meta.get_field("affects").formfield()
    affected = Assignment._meta.get_field("affected").formfield()
    share_of_time = Assignment._meta.get_field("share_of_time").formfield(min_value=0)
    succeed = forms.BooleanField(required=False)

    def __init__(self, *args, unit, user, near, things, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit, self.user, self.on = unit, user, on
        self.in_the_way: Overlapping | None = None
        self.fields["function"].queryset = Function.objects.nameable_by(user).order_by("position", "name")
        self.fields["contact"].open_to(user, near)
        self.fields["thing"].choices = [("", WHOLE), *things]
        if not things:
            del self.fields["thing"]

    @cached_property
    def preset(self) -> Function | None:
        """What the row is for, where that stands already."""
        code = self["function"].value()
        return next((one for one in self.fields["function"].queryset if one.code == code), None)

    @property
    def more_open(self) -> bool:
        """Whether what is usually folded away has something to show."""
        names = ("until", "thing", "responsibilities", "affects", "affected", "share_of_time")
        return any(name in self.fields and (self[name].value() or self[name].errors) for name in names)

    @property
    def new_open(self) -> bool:
        return any(self[name].value() or self[name].errors for name in ("new_name", "new_email", "new_phone"))

    @property
    def offers_succession(self) -> bool:
        return bool(self.in_the_way and self.in_the_way.ends_on) or bool(self["succeed"].value())

    def refuse(self, error):
        if isinstance(error, Overlapping):
            self.in_the_way = error
        super().refuse(error)

    def names_somebody(self) -> bool:
        given = self.cleaned_data
        return bool(given.get("contact") or given.get("new_name"))

    def clean(self):
        given = super().clean()
        if any(self.errors):
            return given
        if not self.names_somebody():
            if given.get("new_email") or given.get("new_phone"):
                self.add_error("new_name", "Say what they are called.")
            return given
        if given.get("contact") and given.get("new_name"):
            self.add_error("new_name", "Choose somebody from the list or enter somebody new, not both.")
        if not given.get("function"):
            self.add_error("function", "Say which responsibility.")
        if problem := term_problem(given.get("since"), given.get("until")):
            self.add_error("until", problem)
        self._judge_thing(given)
        self._judge_new(given)
        return given

    def _judge_thing(self, given):
        function, thing = given.get("function"), given.get("thing") or ""
        if function is None:
            return
        wanted = OF_THINGS.get(function.code)
        at = "thing" if "thing" in self.fields else "function"
        if wanted and not thing.startswith(f"{wanted}:"):
            missing = f"Say for which {wanted}." if at == "thing" else f"No {wanted} is entered here yet."
            self.add_error(at, missing)
        elif thing and function.code in OF_UNITS:
            self.add_error("thing", f"The {function.name.lower()} is there for {WHOLE}.")

    def _judge_new(self, given):
        email = given.get("new_email")
        if not given.get("new_name") or not email:
            return
        known = Contact.objects.visible_to(self.user).listed().filter(email__iexact=email).first()
        if known:
            self.add_error("new_email", f"{known} has this address; choose them from the list of people.")

    def newcomer(self) -> dict:
        """{field: value} of the entry that is made on the way."""
        given = self.cleaned_data
        name = " ".join(given["new_name"].split())
        return {
            "name": name, "email": given["new_email"], "phone": given["new_phone"], "home_unit": self.unit
        }  # fmt: skip

    def assignment(self, contact: Contact) -> Assignment:
        given = self.cleaned_data
        kind, _, pk = (given.get("thing") or "").partition(":")
        values = {name: given.get(name) for name in AGREED}
        values |= {f"{kind}_id": int(pk)} if kind else {}
        return Assignment(contact=contact, unit=self.unit, function=given["function"], **values)


class AgreementForm(ReasonMixin, RevisionMixin, SrrmModelForm):
    """What was agreed with somebody who holds a responsibility."""

    default_reason = "Agreed anew on the page of people"
    mark_required = False

    class Meta:
        model = Assignment
        fields = list(AGREED)
        labels = {
            "priority": "Comes",
            "since": "Since",
            "until": "Until",
            "share_of_time": "Hours a week, as agreed",
        }
        help_texts = {"until": "The last day, where it is known."}

    def __init__(self, *args, instance, **kwargs):
        # The row itself stays as it is until the action judged what was sent.
        kwargs.setdefault("initial", model_to_dict(instance, fields=AGREED))
        super().__init__(*args, instance=Assignment(pk=instance.pk), **kwargs)

    def _post_clean(self):
        """The action judges the row."""

    def clean(self):
        given = super().clean()
        if problem := term_problem(given.get("since"), given.get("until")):
            self.add_error("until", problem)
        return given

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in AGREED}


class EndForm(ReasonMixin, SrrmForm):
    """The last day of one responsibility, and who holds it from the day after."""

    default_reason = "Ended on the page of people"
    mark_required = False

    until = forms.DateField(label="Last day", help_text="It belongs to the time in which they held it.")
    successor = PersonField(
        label="Who holds it from the day after",
        required=False,
        empty_label="Nobody for now",
        help_text="Begins on the day after, with what was agreed so far.",
    )

    def __init__(self, *args, user, near, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].open_to(user, near)
