"""Backups that nobody reads who steals one, and a way back that is tried before it is needed."""
