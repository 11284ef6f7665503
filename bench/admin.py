"""Django's own admin on the same tables, set up as kindly as it can be: joins asked for, 50 rows a page."""

from django.contrib import admin
from django.db.models.functions import Lower
from django.forms import ModelForm
from django.forms.renderers import DjangoTemplates

from common.history import recording
from units.models import Unit

UnitVersion = Unit.history.model


class Site(admin.AdminSite):
    def has_permission(self, request):
        return request.user.is_active


class AdminForm(ModelForm):
    default_renderer = DjangoTemplates()


class Open(admin.ModelAdmin):
    """Whoever is signed in may do everything; the measured person keeps the inventory anyway."""

    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False

    def has_module_permission(self, request):
        return True

    has_view_permission = has_add_permission = has_change_permission = has_delete_permission = (
        lambda self, request, obj=None: True
    )


class UnitAdmin(Open):
    form = AdminForm
    list_display = (
        "name", "code", "kind", "parent", "owner", "risk_level", "strategic_importance", "headcount", "annual_revenue",
    )  # fmt: skip
    list_filter = ("status", "kind", "risk_level")
    list_select_related = ("parent", "owner")
    search_fields = ("code", "name", "purpose")
    ordering = (Lower("name"), "id")
    raw_id_fields = ("parent",)

    def save_model(self, request, obj, form, change):
        with recording(by=request.user, reason="Changed in the admin"):
            super().save_model(request, obj, form, change)


class VersionAdmin(Open):
    list_display = (
        "history_date",
        "history_label",
        "history_actor",
        "history_change_reason",
        "history_changes",
    )
    ordering = ("-history_date", "-history_id")


site = Site(name="admin")
site.register(Unit, UnitAdmin)
site.register(UnitVersion, VersionAdmin)
