"""What all factories share: a tracked row is written inside a recording, also in a test that does not care."""

import factory

from common.history import recording

PASSWORD = "correct horse battery"


class RecordedFactory(factory.django.DjangoModelFactory):
    """Writes under the recording of the test where there is one, else under one of its own."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _generate(cls, strategy, params):
        with recording(actor="Test", reason="Set up"):
            return super()._generate(strategy, params)
