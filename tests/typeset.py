"""WeasyPrint as the program has it: without making Pillow take pictures that were cut off, in the whole process."""

from PIL import ImageFile
from weasyprint import HTML as HTML  # noqa: PLC0414 -- handed on

ImageFile.LOAD_TRUNCATED_IMAGES = False
