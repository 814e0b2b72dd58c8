"""Spaceflight Graph: who says what about a spaceflight, at which line, and what to believe."""

__version__ = "0.1.0"
