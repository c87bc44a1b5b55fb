"""Links to elsewhere: which addresses the catalogue has, and what each answers when it is asked."""

from events.links.addresses import events_with_broken_links

__all__ = ["events_with_broken_links"]
