"""Addresses of the reports in the workspace."""

from django.urls import path

from nhipcau.reporting.views import deciding, exporting, overview, own, report, totals, years

app_name = "reporting"
urlpatterns = [
    path("", own.own_reports, name="own"),
    path("open/", own.open_report, name="open"),
    path("who-has-filed/", overview.overview, name="overview"),
    path("totals/", totals.totals, name="totals"),
    path("totals/<int:pk>/", totals.behind, name="behind"),
    path("years/", years.years, name="years"),
    path("package/", exporting.import_package, name="import_package"),
    path("<int:pk>/as/<slug:form>/", exporting.download, name="download"),
    path("<int:pk>/evidence/<int:evidence_pk>/", exporting.received_evidence, name="received_evidence"),
    path("<int:pk>/below/<int:below_pk>/", report.below, name="below"),
    path("to-accept/", deciding.to_decide, name="to_decide"),
    path("<int:pk>/decide/", deciding.decide, name="decide"),
    path("<int:pk>/supplement/", deciding.supplement, name="supplement"),
    path("<int:pk>/", report.report, name="report"),
    path("<int:pk>/file/", report.file_report, name="file"),
    path("<int:pk>/figures/<str:code>/", report.save_figure, name="save_figure"),
    path("<int:pk>/sections/<int:section_pk>/", report.save_section, name="save_section"),
]
