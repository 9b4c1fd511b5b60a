"""Addresses that Django answers. Public pages are answered before it, from the published site's files."""

from allauth.account import views as account_views
from django.urls import include, path, re_path
from django.views.i18n import set_language
from wagtail.admin import urls as wagtailadmin_urls

from nhipcau.organisation.views import sign_in_once
from nhipcau.programme.occasions.views import subscribed
from nhipcau.web.media import workspace_picture

urlpatterns = [
    path("workspace/", include(wagtailadmin_urls)),
    path("accounts/login/", account_views.login, name="account_login"),
    path("accounts/logout/", account_views.logout, name="account_logout"),
    path("accounts/language/", set_language, name="set_language"),
    path("sign-in/<str:token>/", sign_in_once, name="sign_in_once"),
    path("subscribe/<str:token>.ics", subscribed, name="calendar_subscription"),
    re_path(r"^media/(?P<path>.+)$", workspace_picture, name="workspace_picture"),
]
