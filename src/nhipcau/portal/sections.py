"""Topics, kinds of information and fixed pages, in the order in which readers meet them.

Their names are message ids of the catalogues; `N_` marks them for extraction.
"""


def N_(message: str) -> str:  # noqa: N802 -- gettext's customary name
    return message


TOPICS = {
    "land-people": N_("Land and people"),
    "culture": N_("Culture"),
    "border": N_("Border"),
    "invest": N_("Invest"),
    "visit": N_("Visit"),
    "news": N_("News"),
    "statements": N_("Statements"),
}
# Source: Nghị định 72/2015/NĐ-CP, Điều 7-10.
INFORMATION_KINDS = {
    "official": N_("Official information on Vietnam"),
    "image": N_("Information that promotes Vietnam's image"),
    "world": N_("Information on the world situation"),
    "clarification": N_("Explanation and clarification"),
}
# Parts of a story that readers see, by the newsroom's names of fields.
CHANGED_PARTS = {
    "title": N_("title"),
    "lead": N_("lead"),
    "body": N_("text"),
    "picture": N_("picture"),
    "sources": N_("sources"),
    "information_kind": N_("kind of information"),
    "providing_unit": N_("providing office"),
}
ABOUT_PAGES = {
    "publisher": N_("Who publishes"),
    "corrections": N_("Corrections"),
    "open-data": N_("Open data"),
    "accessibility": N_("Accessibility"),
    "privacy": N_("Privacy"),
}
