from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from catalogue import views

urlpatterns = [
    path("", views.to_best_language, name="root"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", views.HomePage.as_view(), name="home"),
        path("about/", views.AboutPage.as_view(), name="about"),
        path("", include("events.urls")),
    ),
]

handler404 = "catalogue.views.not_found"
handler500 = "catalogue.views.server_error"
