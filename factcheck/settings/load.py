"""Where the settings of a run come from: defaults, a file, the environment, the command line.

Each of them overrides those before it. The file is ``factcheck.toml``, or the table
``[tool.factcheck]`` of ``pyproject.toml``, in the working directory or the nearest folder above
it that has one.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from factcheck.errors import ConfigError
from factcheck.settings.checks import FIELDS
from factcheck.settings.config import Config
from factcheck.settings.schema import explain, load_schema
from factcheck.settings.toml_lines import key_lines

PREFIX = "FACTCHECK_"
OWN_FILE = "factcheck.toml"
PROJECT_FILE = "pyproject.toml"
TABLE = ("tool", "factcheck")

_PATHS = ("cache-dir", "output", "baseline")
_TRUTH = {"1": True, "true": True, "yes": True, "on": True}
_TRUTH |= {"0": False, "false": False, "no": False, "off": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a run, their file, and for each key where its value comes from."""

    config: Config
    file: Path | None
    origins: Mapping[str, str]


def load(
    flags: Mapping[str, Any] | None = None,
    *,
    file: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """Return the settings for a run in the working directory.

    Args:
        flags: key of the configuration file -> plain value from the command line.
        file: the configuration file, instead of the nearest one; also ``FACTCHECK_CONFIG``.
        environ: the environment, by default that of the process.

    Raises:
        ConfigError: a file, variable or option has a value that the schema does not allow.
    """
    environ = os.environ if environ is None else environ
    if file is None and environ.get(PREFIX + "CONFIG"):
        file = Path(environ[PREFIX + "CONFIG"])
    file = file or find_file()
    root = file.parent if file else Path()
    values: dict[str, Any] = {}
    origins = dict.fromkeys(keys(), "default")
    if file:
        from_file, lines = _read(file)
        for key in _PATHS:
            if isinstance(from_file.get(key), str) and from_file[key] != "-":
                from_file[key] = str(root / Path(from_file[key]).expanduser())
        values |= from_file
        origins |= {key: f"{file.as_posix()}:{lines[key]}" for key in from_file}
    for key, variable in variables(environ).items():
        values[key] = _from_text(key, environ[variable], variable)
        origins[key] = variable
    for key, value in (flags or {}).items():
        _validate({key: value}, lambda _path, flag=f"--{key}": flag)
        values[key] = value
        origins[key] = f"--{key}"
    # Who names an address wants it contacted, and nothing else; a word of theirs against it holds.
    if origins["offline"] == "default" and str(values.get("second-opinion")).startswith("http"):
        values["offline"] = False
    return Settings(replace(_convert(values), root=root), file, origins)


def keys() -> tuple[str, ...]:
    """Return every key that a configuration file may have at its top level."""
    return tuple(load_schema("config")["properties"])


def field_of(key: str) -> str:
    """Return the field of :class:`Config` that the key ``key`` sets."""
    return FIELDS.get(key, key.replace("-", "_"))


def find_file() -> Path | None:
    """Return the nearest configuration file, relative to the working directory, or None."""
    here = Path.cwd()
    for depth, folder in enumerate((here, *here.parents)):
        relative = Path(*[".."] * depth)
        if (folder / OWN_FILE).is_file():
            return relative / OWN_FILE
        if (folder / PROJECT_FILE).is_file() and _has_table(folder / PROJECT_FILE):
            return relative / PROJECT_FILE
    return None


def variables(environ: Mapping[str, str]) -> dict[str, str]:
    """Return key -> name of the variable for every setting that the environment contains."""
    properties = load_schema("config")["properties"]
    names = {key: PREFIX + key.replace("-", "_").upper() for key in properties}
    return {
        key: variable
        for key, variable in names.items()
        if environ.get(variable) and not _is_nested(properties[key])
    }


def _is_nested(rule: Mapping[str, Any]) -> bool:
    return "object" in (rule.get("type"), rule.get("items", {}).get("type"))


def _has_table(file: Path) -> bool:
    """Return True if a pyproject.toml has the table of factcheck, even where the file is broken."""
    try:
        text = file.read_text("utf-8")
        return "factcheck" in text and "factcheck" in tomllib.loads(text).get("tool", {})
    except (OSError, UnicodeDecodeError):
        return False
    except tomllib.TOMLDecodeError:
        return "[tool.factcheck" in text


def _read(file: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the settings in ``file``, and for each key the number of its line, from 1."""
    where = file.as_posix()
    try:
        text = file.read_text("utf-8-sig")
        parsed = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(
            f"cannot read the configuration {where}: {error.strerror or error}",
            hint="Check the name given with --config or FACTCHECK_CONFIG",
        ) from None
    except UnicodeDecodeError:
        raise ConfigError(f"{where} is not UTF-8 text", hint="Save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{where} is not valid TOML: {error}") from None
    table = TABLE if file.name == PROJECT_FILE or "tool" in parsed else ()
    for name in table:
        parsed = parsed.get(name, {})
    if isinstance(parsed, dict) and isinstance(parsed.get("dates"), dict):
        # TOML has days of its own, a dialect that JSON Schema does not know.
        parsed = {**parsed, "dates": {k: _as_text(v) for k, v in parsed["dates"].items()}}
    lines = key_lines(text)

    def place(path: Sequence[str | int]) -> str:
        full = (*table, *path)
        return next(
            (f"{where}:{lines[full[:n]]}" for n in range(len(full), 0, -1) if full[:n] in lines),
            where,
        )

    _validate(parsed, place)
    return parsed, {key: lines.get((*table, key), 1) for key in parsed}


def _as_text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _validate(values: Mapping[str, Any], place: Any) -> None:
    """Check ``values`` against the schema; ``place`` returns where a path is, for the message.

    Raises:
        ConfigError: the schema does not allow them.
    """
    errors = explain(values, load_schema("config"))
    if errors:
        path, message = errors[0]
        more = f" ({len(errors) - 1} more after this)" if len(errors) > 1 else ""
        raise ConfigError(
            f"{place(path)}: {message}{more}",
            hint="'factcheck schema config' prints every setting",
        )


def _from_text(key: str, text: str, variable: str) -> Any:
    """Return the value of a setting from the text of an environment variable.

    Raises:
        ConfigError: the schema does not allow the value.
    """
    kind = load_schema("config")["properties"][key].get("type")
    value: Any = text
    if kind == "boolean":
        value = _TRUTH.get(text.strip().lower(), text)
    elif kind == "integer" and text.strip().lstrip("-").isdecimal():
        value = int(text)
    elif kind == "array":
        value = [part.strip() for part in text.split(",") if part.strip()]
    _validate({key: value}, lambda _path: variable)
    return value


def _convert(values: Mapping[str, Any]) -> Config:
    plain = {field_of(key): value for key, value in values.items()}
    if plain.get("fail_on") == "never":
        plain["fail_on"] = None
    assert plain.keys() <= {f.name for f in fields(Config)}
    return msgspec.convert(plain, Config, dec_hook=lambda _type, value: Path(value))
