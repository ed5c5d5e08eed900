"""Report formats, one file each. They show what is in a report and compute nothing about it.

A format is a :class:`~factcheck.report.format.TextFormat`, or a ``FolderFormat`` if it consists of
many files; :mod:`factcheck.settings.registry` has a table of all of them.
"""
