"""How the trained readers are made; nothing here is needed at run time."""
