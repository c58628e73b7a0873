"""Files made for measuring: own text in the guises that documents come in, each with what is to be read of it."""
