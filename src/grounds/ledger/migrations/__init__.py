"""Alembic's scripts: each raises the schema by one version, in one transaction."""
