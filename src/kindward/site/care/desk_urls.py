"""Addresses of the desks of care."""

from django.urls import path

from kindward.site.care import (
    coordinator_views,
    desk_profile_views,
    desk_share_views,
    desk_views,
    duty_views,
    invitation_views,
    report_views,
)

urlpatterns = [
    path("", desk_views.desk, name="desk"),
    path("second-factor/", desk_views.second_factor, name="desk-second-factor"),
    path("invitation/<str:token>/", invitation_views.invitation, name="desk-invitation"),
    path("offers/<uuid:key>/", desk_views.offer, name="desk-offer"),
    path("offers/<uuid:key>/accept/", desk_views.accept, name="desk-accept"),
    path("offers/<uuid:key>/decline/", desk_views.decline, name="desk-decline"),
    path("clients/<uuid:key>/", desk_views.client, name="desk-client"),
    path("clients/<uuid:key>/write/", desk_views.write, name="desk-write"),
    path("clients/<uuid:key>/met/", desk_views.met, name="desk-met"),
    path("clients/<uuid:key>/end/", desk_views.end, name="desk-end"),
    path("clients/<uuid:key>/summaries/<uuid:share>/", desk_share_views.summary, name="desk-summary"),
    path("clients/<uuid:key>/practice/", desk_share_views.set_practice, name="desk-set-practice"),
    path("about-you/", desk_profile_views.profile, name="desk-profile"),
    path("about-you/as-clients-see-it/", desk_profile_views.preview, name="desk-preview"),
    path("licences/", desk_profile_views.licences, name="desk-licences"),
    path("licences/<int:licence>/drop/", desk_profile_views.drop_licence, name="desk-drop-licence"),
    path("away/", desk_profile_views.away, name="desk-away"),
    path("away/<int:away>/back/", desk_profile_views.come_back, name="desk-back"),
    path("coordination/", coordinator_views.queue, name="coordination"),
    path("coordination/cases/<uuid:case>/", coordinator_views.case, name="coordination-case"),
    path("coordination/cases/<uuid:case>/offer/", coordinator_views.offer, name="coordination-offer"),
    path("coordination/cases/<uuid:case>/extend/", coordinator_views.extend, name="coordination-extend"),
    path("coordination/cases/<uuid:case>/close/", coordinator_views.close, name="coordination-close"),
    path("coordination/therapists/", coordinator_views.roster, name="coordination-roster"),
    path("coordination/licences/<int:licence>/check/", coordinator_views.check, name="coordination-check"),
    path("coordination/invitations/", invitation_views.invitations, name="coordination-invitations"),
    path(
        "coordination/invitations/<int:invitation>/withdraw/",
        invitation_views.withdraw,
        name="coordination-withdraw",
    ),
    path("coordination/duty-sheet/", duty_views.duty_sheet, name="coordination-duty"),
    path("coordination/duty-sheet/open/", duty_views.open_matching, name="coordination-open"),
    path("coordination/duty-sheet/close/", duty_views.close_matching, name="coordination-shut"),
    path("coordination/report/", report_views.report, name="coordination-report"),
    path(
        "coordination/report/<int:year>-<int:month>.csv", report_views.csv_of, name="coordination-report-csv"
    ),
]
