"""Addresses of people, posts and organisations, and of invitations."""

from django.urls import path

from goldenthread.organisations.views import (
    accounts,
    councils,
    export,
    lost_step,
    organisations,
    people,
    posts,
    statutory,
    terms,
    tokens,
)

app_name = "organisations"
urlpatterns = [
    path("people/", people.posts, name="posts"),
    path("people/vacancies/", statutory.vacancies, name="vacancies"),
    path("people/statutory-roles/", statutory.first, name="statutory_first"),
    path("people/areas/new/", organisations.area, name="add_area"),
    path("people/areas/<int:area_id>/council/", councils.council, name="council"),
    path("people/areas/<int:area_id>/terms/", terms.terms, name="terms"),
    path("people/areas/<int:area_id>/terms/<int:year>/", terms.set_year, name="set_terms"),
    path("people/areas/<int:area_id>/terms/<int:year>/remove/", terms.remove_year, name="remove_terms"),
    path(
        "people/areas/<int:area_id>/terms/<int:year>/settings/<int:organisation_id>/",
        terms.set_year, name="set_setting_terms",
    ),
    path(
        "people/areas/<int:area_id>/terms/<int:year>/settings/<int:organisation_id>/remove/",
        terms.remove_year, name="remove_setting_terms",
    ),
    path("people/areas/<int:area_id>/statutory-roles/", statutory.roles, name="statutory"),
    path(
        "people/areas/<int:area_id>/statutory-roles/export/<slug:form>/",
        statutory.export, name="export_statutory",
    ),
    path(
        "people/areas/<int:area_id>/statutory-roles/<slug:role>/<int:organisation_id>/",
        statutory.decide, name="decide_statutory",
    ),
    path(
        "people/areas/<int:area_id>/export/<slug:what>/<slug:form>/",
        export.export, name="export",
    ),
    path("people/organisations/", organisations.organisations, name="organisations"),
    path("people/organisations/new/", organisations.add, name="add_organisation"),
    path(
        "people/organisations/<int:organisation_id>/",
        organisations.organisation, name="organisation",
    ),
    path(
        "people/organisations/<int:organisation_id>/edit/",
        organisations.change, name="change_organisation",
    ),
    path("people/api-tokens/", tokens.tokens, name="tokens"),
    path("people/api-tokens/new/", tokens.add, name="add_token"),
    path("people/api-tokens/<int:token_id>/revoke/", tokens.revoke, name="revoke_token"),
    path("people/posts/new/", posts.add, name="add_post"),
    path("people/posts/<int:post_id>/", posts.post, name="post"),
    path("people/posts/<int:post_id>/edit/", posts.change, name="change_post"),
    path("people/posts/<int:post_id>/roles/<int:area_id>/", posts.roles, name="roles"),
    path("people/posts/<int:post_id>/invite/", people.invite, name="invite"),
    path("people/memberships/<int:membership_id>/end/", people.end, name="end"),
    path("people/accounts/<int:user_id>/", accounts.account, name="account"),
    path("people/accounts/<int:user_id>/close/", accounts.close, name="close_account"),
    path("people/accounts/<int:user_id>/reopen/", accounts.reopen, name="reopen_account"),
    path("people/accounts/<int:user_id>/second-step/", accounts.second_step, name="second_step"),
    path("lost-second-step/", lost_step.lost_step, name="lost_step"),
    path("lost-second-step/<str:token>/", lost_step.link, name="lost_step_link"),
    path("invitations/", people.accept, name="accept"),
    path("invitations/<str:token>/", people.invitation, name="invitation"),
]  # fmt: skip
