"""Migration operations for indexes of version tables.

Django renders every model again after each change of an index, for nothing here: nothing in a migration asks a model
for its indexes. With dozens of tables that is most of the time a new database takes.
"""

from django.db.migrations.operations import AddIndex, RemoveIndex


class AddVersionIndex(AddIndex):
    def state_forwards(self, app_label, state):
        options = state.models[app_label, self.model_name_lower].options
        options["indexes"] = [*options["indexes"], self.index.clone()]


class RemoveVersionIndex(RemoveIndex):
    def state_forwards(self, app_label, state):
        options = state.models[app_label, self.model_name_lower].options
        options["indexes"] = [index for index in options["indexes"] if index.name != self.name]
