"""Bringing a file."""

from __future__ import annotations

from django import forms

from kindward.site.yours.reading import MOST_BYTES


class Bring(forms.Form):
    """One file, as it was taken along."""

    file = forms.FileField(
        label="The file you took along",
        help_text="The zip as it was, or kindward.json from it. At most 20 MB.",
        widget=forms.FileInput(attrs={"accept": ".zip,.json,application/zip,application/json"}),
        error_messages={
            "required": "Choose the file first.",
            "empty": "This file is empty.",
            "missing": "Choose the file first.",
        },
    )

    def clean_file(self) -> object:
        """No larger than can be taken in."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("This file has more than 20 MB.")
        return file
