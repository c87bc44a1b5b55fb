"""Accounts, each with what the person looks after; what a role may do is in events/roles.py."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest

from events.models import Remit


class RemitInline(admin.StackedInline):
    model = Remit
    autocomplete_fields = ("organisations",)
    verbose_name_plural = Remit._meta.verbose_name


admin.site.unregister(User)


@admin.register(User)
class EditorAdmin(UserAdmin):
    """An administrator gives roles; who may do everything is made by a superuser only."""

    inlines = (RemitInline,)
    list_display = ("username", "first_name", "last_name", "is_staff", "last_login")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        kept = ("last_login", "date_joined")
        return kept if request.user.is_superuser else (*kept, "is_superuser", "user_permissions")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and self.is_theirs(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self.is_theirs(request, obj)

    @staticmethod
    def is_theirs(request: HttpRequest, obj: User | None) -> bool:
        return request.user.is_superuser or obj is None or not obj.is_superuser
