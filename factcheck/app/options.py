"""The options and arguments that several commands share: one object for each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.models import OptionInfo

from factcheck.settings.registry import DIFF_FORMATS, REPORT_FORMATS, VERIFY_FORMATS, Registry

# What the command line reads and --help shows where a report is asked for.
REPORT = "REPORT.json"


def _formats(registry: Registry, usual: str) -> OptionInfo:
    """Return the option that chooses formats; its help lists the names of all formats."""
    names = ", ".join(registry.names())
    help_text = f"What to make, of: {names} ({usual})."
    option: OptionInfo = typer.Option("-f", "--format", metavar="NAME,...", help=help_text)
    return option


ReportArgument = Annotated[Path, typer.Argument(metavar=REPORT, help="What 'check' wrote.")]
OutputOption = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="DIR", help="Where report files go; - prints one."),
]
FormatOption = Annotated[list[str] | None, _formats(REPORT_FORMATS, "text,json,html")]
VerifyFormatOption = Annotated[list[str] | None, _formats(VERIFY_FORMATS, "text")]
DiffFormatOption = Annotated[list[str] | None, _formats(DIFF_FORMATS, "text")]
FailOnOption = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="error|warning|note|never",
        help="The least severity of a new finding that fails the run (error).",
    ),
]
BaselineOption = Annotated[
    str | None,
    typer.Option(
        "--baseline", metavar="FILE", help="Accepted findings (.factcheck-baseline.json)."
    ),
]
ModelOption = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="Sentence encoder: a name or folder.")
]
PrecisionOption = Annotated[
    str | None,
    typer.Option(
        "--precision",
        metavar="float32|bfloat16",
        help="How the encoder multiplies (float32); bfloat16 is faster on some processors.",
    ),
]
EngineOption = Annotated[
    str | None,
    typer.Option("--engine", metavar="local|ray", help="Where the work runs (local)."),
]
RayAddressOption = Annotated[
    str | None,
    typer.Option(
        "--ray-address", metavar="HOST:PORT", help="The Ray cluster; else one on this machine."
    ),
]
JobsOption = Annotated[int | None, typer.Option("--jobs", metavar="N", help="How many workers.")]
OfflineOption = Annotated[
    bool, typer.Option("--offline", help="Open no connection, whatever the configuration says.")
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Fail when any input cannot be read.")]
CacheDirOption = Annotated[
    str | None,
    typer.Option("--cache-dir", metavar="DIR", help="Where computed results are kept."),
]
NoCacheOption = Annotated[
    bool, typer.Option("--no-cache", help="Neither use nor keep computed results.")
]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who decides; by default your login.")
]
DateOption = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="When; by default today.")
]
ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Configuration, instead of the nearest one."),
]
QuietOption = Annotated[
    bool, typer.Option("-q", "--quiet", help="Only the result and what went wrong.")
]
VerboseOption = Annotated[
    bool,
    typer.Option(
        "-v",
        "--verbose",
        help="Also fingerprints, which settings hold, from where, what took how long, and how "
        "many candidates each filter held back (docs/filters.md).",
    ),
]
ShortVerboseOption = Annotated[
    bool, typer.Option("-v", "--verbose", help="Also the fingerprints and where settings are from.")
]


def run_flags(
    *,
    offline: bool = False,
    strict: bool = False,
    no_cache: bool = False,
    **named: Any,
) -> dict[str, Any]:
    """Return the flags of a run as keys of the configuration; None stands for a flag not used."""
    return {
        **{name.replace("_", "-"): value for name, value in named.items()},
        "offline": offline or None,
        "strict": strict or None,
        "cache": False if no_cache else None,
    }
