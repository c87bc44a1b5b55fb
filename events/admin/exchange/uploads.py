"""What is uploaded: no more of it than may come in, and for how long it is held until it is confirmed."""

from hashlib import sha256
from io import BytesIO
from typing import Any, NamedTuple

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export.tmp_storages import CacheStorage

from events.importing import tables
from events.importing.table_files import MAX_BYTES, MAX_ROWS


class BoundedUpload(FileUploadHandler):
    """Keeps the beginning of what is sent and lets the rest go by: a file knows how large it was.

    All of it is received, piece by piece, since a browser shows no answer that comes before it has sent.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.room = MAX_BYTES
        """For all files of the request together."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.room -= self.kept.write(raw_data[: self.room])

    def file_complete(self, file_size: int) -> UploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )


class UploadForm(forms.Form):
    """A file that can be read as a table: ``table`` is what it holds, ``data`` its bytes."""

    import_file = forms.FileField(
        label=_("File"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = {"size": filesizeformat(MAX_BYTES), "rows": MAX_ROWS}
        told = gettext("CSV or XLSX, of at most %(size)s and %(rows)s rows.")
        self.fields["import_file"].help_text = told % limits

    def clean_import_file(self) -> UploadedFile:
        file = self.cleaned_data["import_file"]
        if file.size > MAX_BYTES:
            said = {"size": filesizeformat(file.size), "most": filesizeformat(MAX_BYTES)}
            raise ValidationError(
                _("The file has %(size)s, and at most %(most)s can be imported."), params=said
            )
        self.data_read = file.read()
        self.table = tables.read(file.name, self.data_read)
        return file


class Held(NamedTuple):
    """An upload that waits for its confirmation; ``seen`` stands for what its preview has shown."""

    name: str
    data: bytes
    seen: str

    @property
    def token(self) -> str:
        return sha256(self.data + self.seen.encode()).hexdigest()


class HeldUpload(CacheStorage):
    """In the cache that all processes share, one for each person, for an hour."""

    CACHE_LIFETIME = 60 * 60

    @classmethod
    def of(cls, user: AbstractBaseUser) -> "HeldUpload":
        return cls(name=f"upload-{user.pk}")


class ConfirmForm(forms.Form):
    """That a person wants what the preview has shown."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
