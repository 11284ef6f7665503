"""People who sign in."""

from datetime import timedelta
from functools import cache

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from tests.factories.base import PASSWORD, RecordedFactory


@cache
def hashed(password: str) -> str:
    """Hashing is slow on purpose; tests share one hash."""
    return make_password(password)


class UserFactory(RecordedFactory):
    """Somebody of the CISO's team, unless a trait says otherwise. The password is `PASSWORD`."""

    class Meta:
        model = User

    class Params:
        ciso = factory.Trait(role=Role.CISO)
        admin = factory.Trait(role=Role.ADMIN)
        head = factory.Trait(role=Role.HEAD)
        responder = factory.Trait(role=Role.RESPONDER)
        auditor = factory.Trait(
            role=Role.AUDITOR,
            access_ends_on=factory.LazyFunction(lambda: timezone.localdate() + timedelta(90)),
        )
        expired = factory.Trait(
            access_ends_on=factory.LazyFunction(lambda: timezone.localdate() - timedelta(1))
        )
        deactivated = factory.Trait(is_active=False)

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@test.example")
    role = Role.CISO
    password = factory.LazyFunction(lambda: hashed(PASSWORD))

    @factory.post_generation
    def verified(obj, create, value, **kwargs):
        """An address nobody has verified cannot sign in; `verified=False` leaves it so."""
        if create and value is not False:
            EmailAddress.objects.create(user=obj, email=obj.email, primary=True, verified=True)
