from goals.models.objective import Objective

__all__ = ["Objective"]
