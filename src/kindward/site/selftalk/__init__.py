"""Self-talk on pages: the friend gap as a picture, and one quiet sentence beside a reframe. It keeps no rows."""
