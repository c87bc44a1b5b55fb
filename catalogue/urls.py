from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from catalogue import machine_files, views

urlpatterns = [
    path("", views.to_best_language, name="root"),
    path("healthz", views.healthz, name="healthz"),
    path("favicon.ico", machine_files.favicon, name="favicon"),
    path("robots.txt", machine_files.robots, name="robots"),
    path("prefetch-rules.json", machine_files.prefetch_rules, name="prefetch-rules"),
    path(".well-known/security.txt", machine_files.security_txt, name="security-txt"),
    path("sitemap.xml", machine_files.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", machine_files.sitemap_section, name="sitemap-section"),
    path("admin/language/", set_language, name="admin-language"),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", views.HomePage.as_view(), name="home"),
        path("site.webmanifest", machine_files.manifest, name="manifest"),
        path("help/", views.HelpPage.as_view(), name="help"),
        path("about/", views.AboutPage.as_view(), name="about"),
        path("", include("events.urls")),
    ),
]

handler404 = "catalogue.views.not_found"
handler500 = "catalogue.views.server_error"
