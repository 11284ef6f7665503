"""The product with one page more, whose author forgot to say who may open it."""

from django.http import HttpResponse
from django.urls import path

from srrm.urls import urlpatterns as product

urlpatterns = [*product, path("careless/", lambda request: HttpResponse("everything"), name="careless")]
