"""The way out: for now the HTML report, one self-contained page with each claim at its words."""
