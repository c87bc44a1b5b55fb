"""Import and export of events with their sessions, many at once."""

from events.admin.exchange.pages import ExchangeMixin

__all__ = ["ExchangeMixin"]
