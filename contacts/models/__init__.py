"""People and what they are there for, one noun a file."""

from contacts.models.absence import Absence
from contacts.models.assignment import Assignment
from contacts.models.contact import Contact
from contacts.models.distinct import Distinct
from contacts.models.function import Function
from contacts.models.pathway import Pathway, PathwayStep
from contacts.models.stance import Stance

__all__ = ["Absence", "Assignment", "Contact", "Distinct", "Function", "Pathway", "PathwayStep", "Stance"]
