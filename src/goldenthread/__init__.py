"""Golden Thread: the system that a local area SEND partnership runs on."""

__version__ = "0.1.0"
