"""Addresses that Django answers. Public pages are answered before it, from the published site's files."""

from allauth.account import views as account_views
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from nhipcau.organisation.views import sign_in_once

urlpatterns = [
    path("workspace/", include(wagtailadmin_urls)),
    path("accounts/login/", account_views.login, name="account_login"),
    path("accounts/logout/", account_views.logout, name="account_logout"),
    path("sign-in/<str:token>/", sign_in_once, name="sign_in_once"),
]
