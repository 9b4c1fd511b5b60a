"""How a story will look, shown in the workspace before it is published."""

from django.http import HttpRequest, HttpResponse

from nhipcau.newsroom.models import StoryPage
from nhipcau.newsroom.preview import register_renderer
from nhipcau.portal import whole_site
from nhipcau.portal.pictures import Pictures
from nhipcau.portal.queries import read_site, story_context
from nhipcau.portal.rendering import render_story
from nhipcau.portal.services import published_site
from nhipcau.portal.story_data import story_data


def preview(story: StoryPage, request: HttpRequest) -> HttpResponse:
    """The story's page from its draft. Says at its top that it is one."""
    editions = StoryPage.objects.live().select_related("locale", "basis")
    others = [page for page in editions.filter(translation_key=story.translation_key) if page.pk != story.pk]
    pictures = Pictures()
    data = story_data(story, pictures, story_context([*others, story]), is_draft=True)
    site = read_site({data.language, *(other.locale.language_code for other in others)})
    files = published_site()
    with files.writing():
        files.put_lasting(whole_site.asset_files())
        files.put_lasting(pictures.files(without=files.holds))
    return HttpResponse(render_story(data, site))


def register() -> None:
    """Answer the newsroom's previews."""
    register_renderer(preview)
