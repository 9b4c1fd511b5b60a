"""Pictures come in with their rights and without what they tell about their makers."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from nhipcau.newsroom.models import RightsImage
from nhipcau.programme.photo_privacy import without_private_data
from tests.newsroom.conftest import jpeg

RIGHTS = {"credit": "Lò Thị Thử", "rights_holder": "Báo Vân Khê", "licence": "CC BY 4.0"}


def with_gps() -> bytes:
    exif = Image.Exif()
    exif[0x0110] = "Máy ảnh của phóng viên"
    exif[0x0112] = 6  # taken with the camera turned
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (22.0, 51.0, 12.0)
    return jpeg((640, 400), exif=exif.tobytes())


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_place_and_device_are_taken_out_and_the_picture_stands_upright():
    assert opened(with_gps()).getexif().get_ifd(0x8825)

    stripped = opened(without_private_data(with_gps()))

    assert dict(stripped.getexif()) == {}
    assert "exif" not in stripped.info
    assert stripped.size == (400, 640)


def test_a_picture_that_tells_nothing_stays_byte_for_byte():
    assert without_private_data(jpeg()) == jpeg()
    assert without_private_data(b"not a picture") == b"not a picture"


@pytest.fixture
def upload(db, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = "nhipcau.newsroom.picture_form.PictureForm"

    def send(content: bytes, *, name: str = "thac.jpg", by, **fields):
        client.force_login(by)
        file = SimpleUploadedFile(name, content, "image/jpeg")
        values = {"title": "Thác", "description": "Thác nước", "collection": "1", "tags": "", **RIGHTS, **fields}
        return client.post(reverse("wagtailimages:add"), {"file": file, **values})

    return send


# Wagtail leaves the temporary file of a new size to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_uploaded_photograph_is_kept_and_published_without_its_place(upload, editor):
    upload(with_gps(), by=editor)

    picture = RightsImage.objects.get()
    with picture.file.open() as file:
        assert dict(opened(file.read()).getexif()) == {}
    with picture.get_rendition("max-300x300").file.open() as file:
        assert dict(opened(file.read()).getexif()) == {}
    assert (picture.width, picture.height) == (400, 640)
    assert picture.uploaded_by_user == editor


@pytest.mark.parametrize("field", ["credit", "rights_holder", "licence", "description"])
def test_a_picture_without_rights_or_words_is_not_taken(upload, editor, field):
    response = upload(jpeg(), by=editor, **{field: ""})

    assert field in response.context["form"].errors
    assert RightsImage.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("thac.jpg", b"MZ this is a program", id="a program renamed"),
        pytest.param("thac.jpg", b"", id="empty"),
        pytest.param("thac.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="a drawing that may hold scripts"),
        pytest.param("thac.jpg", jpeg()[:200], id="cut off in its header"),
        pytest.param("thac.jpg", jpeg()[:-400], id="cut off at its end"),
    ],
)
def test_what_is_no_picture_is_not_taken(upload, editor, name, content):
    response = upload(content, name=name, by=editor)

    assert "file" in response.context["form"].errors
    assert RightsImage.objects.count() == 0


def test_too_large_a_file_is_not_taken(upload, editor, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100
    assert "file" in upload(jpeg(), by=editor).context["form"].errors


def test_translators_and_contacts_do_not_upload(upload, translator):
    upload(jpeg(), by=translator)

    assert RightsImage.objects.count() == 0
