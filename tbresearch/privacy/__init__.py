"""What may be done with what people said."""

from tbresearch.privacy.rights import effective_rights

__all__ = ["effective_rights"]
