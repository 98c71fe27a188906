"""Static files under names that carry their own hash, imports between JavaScript modules included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A file's name changes with its content, so that browsers may keep it for ever."""

    support_js_module_import_aggregation = True
