"""How the help of a command names its arguments: as people write them, without types."""

from __future__ import annotations

from typing import Any

from typer.core import TyperArgument, TyperCommand


class Command(TyperCommand):
    """A command whose help has ``PATH...`` where typer has ``{PATH...}...`` and its type."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the parts of the line that shows how the command is called."""
        return ["[OPTIONS]", *(name for name, _ in self._arguments())]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and the options."""
        options = [p for p in self.get_params(ctx) if not isinstance(p, TyperArgument)]
        records = [record for p in options if (record := p.get_help_record(ctx))]
        for title, rows in (("Arguments", self._arguments()), ("Options", records)):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def _arguments(self) -> list[tuple[str, str]]:
        arguments = [p for p in self.params if isinstance(p, TyperArgument)]
        return [(p.metavar or str(p.name).upper(), p.help or "") for p in arguments]
