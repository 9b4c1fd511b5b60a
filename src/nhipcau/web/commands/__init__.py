"""One module per command of `nhipcau`."""
