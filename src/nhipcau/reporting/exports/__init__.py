"""A report leaves the installation: as a document to be signed, as a spreadsheet, as a signed package."""
