from django.apps import AppConfig
from django.contrib.admin import apps


class CatalogueConfig(AppConfig):
    default = True
    name = "catalogue"

    def ready(self) -> None:
        from catalogue import checks  # noqa: F401, PLC0415 – registers them, which needs the settings


class CatalogueAdminConfig(apps.AdminConfig):
    default = False  # of this package: it is the config of the admin, which the settings name
    default_site = "catalogue.admin_site.CatalogueAdminSite"
