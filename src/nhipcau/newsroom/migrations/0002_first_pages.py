"""Makes the two languages, their indexes of stories and the workflow; clears away what Wagtail begins with."""

import uuid

from django.db import migrations

INDEXES = [("vi", "Tin, bài", "tin-bai"), ("en", "Stories", "stories")]
WORKFLOW = "Duyệt tin, bài"


def make_pages(apps, schema_editor):
    remove_wagtails_beginnings(apps)
    locales = apps.get_model("wagtailcore", "Locale").objects
    pages = apps.get_model("wagtailcore", "Page").objects
    index_pages = apps.get_model("newsroom", "StoryIndexPage").objects
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="newsroom", model="storyindexpage"
    )
    key = uuid.uuid4()
    root = pages.get(depth=1)
    made = [
        index_pages.create(
            title=title,
            draft_title=title,
            slug=slug,
            path=f"{root.path}{number:04d}",
            depth=2,
            numchild=0,
            url_path=f"/{slug}/",
            content_type=content_type,
            locale=locales.get_or_create(language_code=language)[0],
            translation_key=key,
            live=True,
        )
        for number, (language, title, slug) in enumerate(INDEXES, start=1)
    ]
    pages.filter(pk=root.pk).update(numchild=len(made), locale=locales.get(language_code="vi"))
    apps.get_model("wagtailcore", "Site").objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page_id": made[0].pk}
    )
    make_workflow(apps, made)


def make_workflow(apps, indexes):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="newsroom", model="clearancetask"
    )
    task = apps.get_model("newsroom", "ClearanceTask").objects.create(name=WORKFLOW, content_type=content_type)
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=WORKFLOW)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    for index in indexes:
        apps.get_model("wagtailcore", "WorkflowPage").objects.create(workflow=workflow, page_id=index.pk)


def remove_wagtails_beginnings(apps):
    """The welcome page, the groups Editors and Moderators and their workflow: nobody here has used them yet."""
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    apps.get_model("wagtailcore", "Page").objects.filter(depth=2, url_path="/home/").delete()
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name="Moderators approval").delete()
    apps.get_model("auth", "Group").objects.filter(name__in=["Editors", "Moderators"], user=None).delete()


def remove_pages(apps, schema_editor):
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=WORKFLOW).delete()
    apps.get_model("newsroom", "ClearanceTask").objects.all().delete()
    apps.get_model("newsroom", "StoryIndexPage").objects.all().delete()
    pages = apps.get_model("wagtailcore", "Page").objects
    pages.filter(depth=1).update(numchild=pages.filter(depth=2).count())


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0001_initial"),
        ("organisation", "0002_roles"),
        ("wagtailcore", "0098_apitoken"),
        # Their own beginnings refer to Wagtail's groups, so ours come last.
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailadmin", "0005_editingsession_is_editing"),
    ]

    operations = [migrations.RunPython(make_pages, remove_pages)]
