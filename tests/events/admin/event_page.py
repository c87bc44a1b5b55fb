"""The page of an event as a test reads it: HTML lets its list of zones leave its options open."""

from tests.events.admin.admin_page import AdminPage


class EventFormPage(AdminPage):
    def handle_endtag(self, tag: str) -> None:
        while tag == "datalist" and self.open[-1].tag == "option":
            self.open.pop()
        super().handle_endtag(tag)

    def names(self) -> list[str]:
        """Of the fields and buttons of its form."""
        return [one.attributes.get("name", "") for one in self.find("input")]
