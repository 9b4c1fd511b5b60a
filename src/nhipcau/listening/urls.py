"""Addresses of scenarios and events in the workspace."""

from django.urls import path

from nhipcau.listening.views import evaluation, exporting, live, scenarios, statements

app_name = "listening"
urlpatterns = [
    path("", scenarios.scenario_list, name="scenarios"),
    path("<int:pk>/", scenarios.scenario, name="scenario"),
    path("<int:pk>/review/", scenarios.review, name="review"),
    path("<int:pk>/activate/", scenarios.activate, name="activate"),
    path("live/<int:pk>/", live.live, name="live"),
    path("live/<int:pk>/now/", live.now, name="now"),
    path("live/<int:pk>/note/", live.note, name="note"),
    path("live/<int:pk>/people/", live.name_person, name="name_person"),
    path("people/<int:pk>/take-back/", live.take_back, name="take_back"),
    path("live/<int:pk>/level/", live.level, name="level"),
    path("live/<int:pk>/close/", live.close, name="close"),
    path("live/<int:pk>/statements/", statements.add, name="add_statement"),
    path("live/<int:pk>/evaluation/", evaluation.evaluation, name="evaluation"),
    path("live/<int:pk>/record/", evaluation.record, name="record"),
    path("live/<int:pk>/as/<slug:form>/", exporting.download, name="download"),
    path("steps/<int:pk>/", live.step, name="step"),
    path("roles/<int:pk>/", live.role, name="role"),
    path("statements/<int:pk>/", statements.statement, name="statement"),
    path("improvements/<int:pk>/", evaluation.improvement, name="improvement"),
]
