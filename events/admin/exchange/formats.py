"""What events are exported as."""

from typing import Any

from import_export.formats import base_formats
from tablib import Dataset

from events.importing.table_files import csv_bytes, xlsx_bytes


class EventsCSV(base_formats.CSV):
    def get_title(self) -> str:
        return "CSV"

    def is_binary(self) -> bool:
        """The bytes are made here, with a mark."""
        return True

    def export_data(self, dataset: Dataset, **kwargs: Any) -> bytes:
        return csv_bytes(dataset.headers, dataset)


class EventsXLSX(base_formats.XLSX):
    def get_title(self) -> str:
        return "XLSX"

    def export_data(self, dataset: Dataset, **kwargs: Any) -> bytes:
        return xlsx_bytes(dataset.headers, dataset)
