"""Projects of other programs into a study folder."""

from tbresearch.folder.exchange.importing import (
    ProjectImport,
    import_project,
    preview_project,
)

__all__ = ["ProjectImport", "import_project", "preview_project"]
