"""Addresses of reviews; those of practices stand in `urls_practices`."""

app_name = "reviews"
urlpatterns: list = []
