"""An event as a document and as a spreadsheet."""
