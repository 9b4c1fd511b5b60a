"""The screens of the library: handing in, review, acceptance, reading."""
