"""Writing on what drafted itself: sections with an officer's words and offers of what came since, saved by themselves.

Plans and reports are written so. Here is what they share; what such a draft is, who may see it and what
becomes of it stands in their own apps.
"""
