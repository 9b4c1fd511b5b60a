"""What a matrix can be narrowed to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.programme.coverage.scope import ALL, DONE_ONLY, LATE_ONLY, OPEN, WITH_WORK, WITHOUT, Scope
from nhipcau.programme.rules import shorten

SHOW = [
    (WITH_WORK, _("that gave work")),
    (ALL, _("all provisions")),
    (OPEN, _("with work to do")),
    (LATE_ONLY, _("with late tasks")),
    (DONE_ONLY, _("where all is done")),
    (WITHOUT, _("where nothing stands yet")),
]


class CoverageForm(forms.Form):
    """Directive, year, unit and kind of line, as they are shown."""

    directive = forms.ChoiceField(label=_("Directive"))
    year = forms.ChoiceField(label=_("Year"))
    unit = forms.ChoiceField(label=_("Unit"))
    show = forms.ChoiceField(label=_("Provisions"), choices=SHOW)

    def __init__(self, scope: Scope) -> None:
        super().__init__(
            initial={
                "directive": scope.directive.pk if scope.directive else "",
                "year": scope.year,
                "unit": scope.unit.pk if scope.unit else "",
                "show": scope.show,
            },
            auto_id="coverage-%s",
        )
        self._offer("directive", [(one.pk, shorten(str(one), 90)) for one in scope.directives])
        self._offer("year", [(year, str(year)) for year in sorted({*scope.years, scope.year}, reverse=True)])
        self._offer("unit", [("", _("all units")), *((unit.pk, unit.name) for unit in scope.units)])

    def _offer(self, name: str, choices: list[tuple[object, object]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- it is made above
        field.choices = choices
