"""Measuring: questionnaires, scores, honest change, what practice adds up to; all without a grade."""
