"""Oscar's pages, its pictures, and two addresses for tests."""

from django.apps import apps
from django.conf import settings
from django.http import HttpResponse
from django.urls import include, path
from django.views.static import serve

from harbour import books

urlpatterns = [
    path("healthz", lambda request: HttpResponse("ok\n", content_type="text/plain")),
    path("__books__/orders", books.orders),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include(apps.get_app_config("oscar").urls[0])),
]
