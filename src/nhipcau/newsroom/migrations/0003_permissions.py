"""Who writes, who carries into languages, who clears, who looks after deliveries."""

from django.db import migrations

from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import grant

NEWSROOM = [Role.PROGRAMME_OFFICER, Role.EDITOR, Role.TRANSLATOR, Role.APPROVER]
PERMISSIONS = {
    "newsroom.storypage.view_storypage": NEWSROOM,
    "newsroom.storypage.clear_storypage": [Role.APPROVER],
    "newsroom.clearance.view_clearance": NEWSROOM,
    "newsroom.delivery.view_delivery": [Role.PROGRAMME_OFFICER, Role.EDITOR, Role.APPROVER],
    "newsroom.delivery.change_delivery": [Role.PROGRAMME_OFFICER, Role.APPROVER],
    "simple_translation.simpletranslation.submit_translation": [Role.EDITOR, Role.TRANSLATOR],
}
# Per language of the index; "*" is every language but Vietnamese.
ON_PAGES = {
    "vi": {Role.EDITOR: ["add", "change"], Role.ADMINISTRATOR: ["add", "change", "publish", "bulk_delete", "unlock"]},
    "*": {
        Role.EDITOR: ["add", "change"],
        Role.TRANSLATOR: ["add", "change"],
        Role.ADMINISTRATOR: ["add", "change", "publish", "bulk_delete", "unlock"],
    },
}
ON_PICTURES = {
    Role.EDITOR: ["add", "change", "choose"],
    Role.TRANSLATOR: ["choose"],
    Role.ADMINISTRATOR: ["add", "change", "choose", "delete"],
}


def permission_row(apps, app_label, model, codename):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    row, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": codename.replace("_", " ").capitalize()}
    )
    return row


def give(apps, schema_editor):
    grant(apps, PERMISSIONS)
    groups = {group.name: group for group in apps.get_model("auth", "Group").objects.all()}
    on_page = apps.get_model("wagtailcore", "GroupPagePermission").objects
    for index in apps.get_model("newsroom", "StoryIndexPage").objects.select_related("locale"):
        roles = ON_PAGES.get(index.locale.language_code, ON_PAGES["*"])
        for role, actions in roles.items():
            for action in actions:
                permission = permission_row(apps, "wagtailcore", "page", f"{action}_page")
                on_page.get_or_create(group=groups[role.value], page_id=index.pk, permission=permission)
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    on_collection = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    for role, actions in ON_PICTURES.items():
        for action in actions:
            permission = permission_row(apps, "wagtailimages", "image", f"{action}_image")
            on_collection.get_or_create(group=groups[role.value], collection=collection, permission=permission)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0002_first_pages"),
        ("organisation", "0002_roles"),
        ("simple_translation", "0001_initial"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
