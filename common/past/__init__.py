"""The record as it stood on a past day, for every query of the product at once.

A schema `past` holds, under the names of the live tables, views of what was valid at `srrm.as_of`. Inside
`looked_at(as_of)` the database looks there first, so that lists, joins, filters and SQL written by hand all answer for
that day: with the parents, the people and the dependencies of then. Who may read what is decided by the tables of
today (`rights`). What is not tracked shows today.
"""

from common.past.links import with_day
from common.past.looking import looked_at
from common.past.pages import past_days
from common.past.rights import by_rights_of_today, holds_today, less_kept_today

__all__ = ["by_rights_of_today", "holds_today", "less_kept_today", "looked_at", "past_days", "with_day"]
