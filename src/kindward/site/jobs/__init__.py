"""Work that belongs to no request, beside the web: sending reminders."""
