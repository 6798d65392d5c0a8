"""Addresses of the reports app."""

from django.urls import path

from reports import answers, checkups, desk, files, indicator_grid, submissions, verify, views, writing

urlpatterns = [
    path("projects/", views.projects, name="project_list"),
    path("projects/<int:pk>/indicators/", views.indicators, name="project_indicators"),
    path("projects/<int:pk>/indicators/grid/", indicator_grid.grid, name="indicator_grid"),
    path("indicators/<int:pk>/row/", indicator_grid.row, name="indicator_row"),
    path("projects/<int:pk>/statistics/", views.statistics, name="project_statistics"),
    path("projects/<int:pk>/monitoring/", views.monitoring, name="project_monitoring"),
    path("projects/<int:pk>/monitoring.<str:extension>", views.monitoring_file, name="monitoring_file"),
    path("projects/<int:pk>/texts/", writing.texts, name="project_texts"),
    path("projects/<int:pk>/texts/<str:key>/", writing.section_text, name="section_text"),
    path("projects/<int:pk>/texts/<str:key>/draft/", writing.section_draft, name="section_draft"),
    path("projects/<int:pk>/texts/<str:key>/restore/", writing.section_restore, name="section_restore"),
    path("projects/<int:pk>/problems/", writing.problems, name="problems"),
    path("projects/<int:pk>/checks/", answers.project_checks, name="project_checks"),
    path("projects/<int:pk>/checks/<str:digest>/", answers.finding_answer, name="finding_answer"),
    path("checks/", answers.check_rules, name="check_rules"),
    path("projects/<int:pk>/preview/", views.preview, name="project_preview"),
    path("projects/<int:pk>/facts/<str:key>/", views.fact, name="project_fact"),
    path("projects/<int:pk>/report.<str:format_name>", views.report_file, name="report_file"),
    path("projects/<int:pk>/submit/", submissions.project_submit, name="project_submit"),
    path("desk/", desk.desk, name="desk"),
    path("desk/accept/", desk.desk_accept, name="desk_accept"),
    path("verify/", verify.verify, name="verify"),
    path("verify/<str:code>/", verify.verify, name="verify_code"),
    path("submissions/<int:pk>/", submissions.submission, name="submission"),
    path("submissions/<int:pk>/step/<str:step>/", submissions.submission_step, name="submission_step"),
    path("submissions/<int:pk>/return/", submissions.submission_return, name="submission_return"),
    path("submissions/<int:pk>/report/", submissions.submission_report, name="submission_report"),
    path(
        "submissions/<int:pk>/report.<str:format_name>", submissions.submission_file, name="submission_file"
    ),
    path("submissions/<int:pk>/facts/<str:key>/", submissions.submission_fact, name="submission_fact"),
    path("submissions/<int:pk>/changes/", submissions.submission_changes, name="submission_changes"),
    path("files/<int:pk>/", files.job, name="job"),
    path("files/<int:pk>/again/", files.job_again, name="job_again"),
    path("files/<int:pk>/download/", files.job_file, name="job_file"),
    path("remarks/<int:pk>/settle/", submissions.remark_settle, name="remark_settle"),
    path("checkups/", checkups.checkups, name="checkups"),
    path("checkups/<int:pk>/", checkups.checkup, name="checkup"),
    path("checkups/<int:pk>/file/", checkups.checkup_file, name="checkup_file"),
    path("checkups/<int:pk>/list/", checkups.checkup_list, name="checkup_list"),
    path("checkups/<int:pk>/delete/", checkups.checkup_delete, name="checkup_delete"),
]
