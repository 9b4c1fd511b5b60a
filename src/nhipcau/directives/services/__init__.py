"""What happens to directives: taken in, read, looked over, accepted. One plain function per action."""

from nhipcau.directives.services.accepting import (
    accept_directive,
    delete_directive,
    preview_acceptance,
    problems_to_confirm,
    put_back,
    set_aside,
)
from nhipcau.directives.services.door import import_now, take_in
from nhipcau.directives.services.items import (
    assign_unit,
    confirm_all,
    confirm_item,
    correct_item,
    lessons_of,
    places_of,
    reject_item,
    restore_item,
    undo_last,
)
from nhipcau.directives.services.learning import change_lesson, forget_lesson
from nhipcau.directives.services.reading_in import read_import
from nhipcau.directives.services.reshaping import add_task, merge_tasks, split_task
from nhipcau.directives.services.versions import (
    choose,
    compared,
    lineage,
    older_versions,
    set_older_version,
    set_other_document,
    touched,
    update_unchanged,
)

__all__ = [
    "accept_directive",
    "add_task",
    "assign_unit",
    "change_lesson",
    "choose",
    "compared",
    "confirm_all",
    "confirm_item",
    "correct_item",
    "delete_directive",
    "forget_lesson",
    "import_now",
    "lessons_of",
    "lineage",
    "merge_tasks",
    "older_versions",
    "places_of",
    "preview_acceptance",
    "problems_to_confirm",
    "put_back",
    "read_import",
    "reject_item",
    "restore_item",
    "set_aside",
    "set_older_version",
    "set_other_document",
    "split_task",
    "take_in",
    "touched",
    "undo_last",
    "update_unchanged",
]
