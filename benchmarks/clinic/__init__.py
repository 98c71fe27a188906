"""The rolling clinic, held against its targets."""
