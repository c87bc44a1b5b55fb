from organisations.models.office import Office
from organisations.models.organisation import Organisation
from organisations.models.project import Project

__all__ = ["Office", "Organisation", "Project"]
