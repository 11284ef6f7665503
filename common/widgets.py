"""The HTML of Django's plain form controls, written in Python.

Django renders each control, each of its attributes and each of its options through a template of its own; on a page
with a long form that took two thirds of the time. What comes out is the same, but for blank lines in lists of options.
"""

from collections.abc import Callable

from django.utils.safestring import SafeString

from common.html import escaped


def _attrs(widget: dict) -> str:
    given = ((name, value) for name, value in widget["attrs"].items() if value is not False)
    return "".join(
        f" {escaped(name)}" if value is True else f' {escaped(name)}="{escaped(value)}"'
        for name, value in given
    )


def _input(widget: dict) -> str:
    value = "" if widget["value"] is None else f' value="{escaped(widget["value"])}"'
    return f'<input type="{escaped(widget["type"])}" name="{escaped(widget["name"])}"{value}{_attrs(widget)}>'


def _input_option(widget: dict) -> str:
    if not widget.get("wrap_label"):
        return _input(widget)
    id_ = widget["attrs"].get("id")
    opening = f'<label for="{escaped(id_)}">' if id_ else "<label>"
    return f"{opening}{_input(widget)} {escaped(widget['label'])}</label>"


def _textarea(widget: dict) -> str:
    text = escaped(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{escaped(widget["name"])}"{_attrs(widget)}>\n{text}</textarea>'


def _option(widget: dict) -> str:
    return f'<option value="{escaped(widget["value"])}"{_attrs(widget)}>{escaped(widget["label"])}</option>'


def _select(widget: dict) -> str:
    parts = [f'<select name="{escaped(widget["name"])}"{_attrs(widget)}>']
    for group, options, _ in widget["optgroups"]:
        if group:
            parts.append(f'\n  <optgroup label="{escaped(group)}">')
        parts += [f"\n  {_option(option)}" for option in options]
        if group:
            parts.append("\n  </optgroup>")
    return "".join(parts) + "\n</select>"


_FOLDER = "django/forms/widgets/"
_INPUTS = ("input", "text", "number", "email", "url", "password", "hidden", "date", "datetime", "time", "checkbox",
           "search", "tel", "color", "file")  # fmt: skip
WRITERS: dict[str, Callable[[dict], str]] = {f"{_FOLDER}{name}.html": _input for name in _INPUTS} | {
    f"{_FOLDER}textarea.html": _textarea,
    f"{_FOLDER}select.html": _select,
    f"{_FOLDER}select_option.html": _option,
    f"{_FOLDER}checkbox_option.html": _input_option,
    f"{_FOLDER}radio_option.html": _input_option,
    f"{_FOLDER}input_option.html": _input_option,
}


def written(template_name: str, context: dict) -> SafeString | None:
    """The control that Django would render with that template; None for one that is not among ours."""
    writer = WRITERS.get(template_name)
    return SafeString(writer(context["widget"])) if writer else None
