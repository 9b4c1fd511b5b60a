"""The library of official documents and the review beside the original."""
