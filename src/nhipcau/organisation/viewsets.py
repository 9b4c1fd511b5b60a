"""Units and unit groups in the workspace. (Written by the web founder on 24 November; programme's screens are not.)"""
