"""The terminal's door: Typer commands that translate between arguments, the workbench and tables. Nothing is
decided here.

Heavy modules are imported inside the commands, so that ``--help`` stays quick.
"""
