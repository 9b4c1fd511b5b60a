"""From a file of any format to its text with places: one `Reader` per format, one door (`door.extract`)."""
