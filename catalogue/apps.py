from django.contrib.admin import apps


class CatalogueAdminConfig(apps.AdminConfig):
    default = False  # of this package: it is the config of the admin, which the settings name
    default_site = "catalogue.admin_site.CatalogueAdminSite"
