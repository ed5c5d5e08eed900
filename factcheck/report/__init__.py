"""Report formats, one file each. They show what was found, and nothing more.

A format is a :class:`~factcheck.report.format.TextFormat`, or a ``FolderFormat`` where it is many
files; :mod:`factcheck.settings.registry` names them all.
"""
