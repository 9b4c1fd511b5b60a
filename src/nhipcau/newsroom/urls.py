"""Addresses of the newsroom, inside the workspace."""

from django.urls import path

from nhipcau.newsroom import listings, views

app_name = "newsroom"
urlpatterns = [
    path("stories/", listings.StoryList.as_view(), name="story_list"),
    path("stories/results/", listings.StoryList.as_view(results_only=True), name="story_list_results"),
    path("stories/<int:pk>/", views.story_detail, name="story"),
    path("stories/<int:pk>/editions/<str:language>/", views.add_edition, name="add_edition"),
    path("stories/<int:pk>/caught-up/", views.caught_up, name="caught_up"),
    path("clearance/", views.clearance_list, name="clearance_list"),
    path("clearance/<int:pk>/", views.review, name="review"),
    path("deliveries/", listings.DeliveryList.as_view(), name="delivery_list"),
    path("deliveries/results/", listings.DeliveryList.as_view(results_only=True), name="delivery_list_results"),
    path("deliveries/<int:pk>/again/", views.try_again, name="try_again"),
]
