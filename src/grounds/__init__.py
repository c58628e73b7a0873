"""Grounds reads reports and event data into a ledger of claims, each with the exact words it rests on."""

__version__ = "0.1.0"
