"""Addresses of the list of background work, inside the workspace."""

from django.urls import path

from nhipcau.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.work_list, name="work_list"),
    path("<str:label>/<int:pk>/again/", views.try_again, name="try_again"),
    path("<str:label>/<int:pk>/stop/", views.cancel, name="cancel"),
]
