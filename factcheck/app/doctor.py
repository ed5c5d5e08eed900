"""What is installed, which settings a run would have and where from, and what is missing."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import msgspec

from factcheck.errors import FactcheckError
from factcheck.model import DISTRIBUTION, VERSION
from factcheck.report.pagetext import visible
from factcheck.review import baseline
from factcheck.settings.config import Config
from factcheck.settings.load import PREFIX, Settings, field_of, keys

_REQUIRED = ("torch", "sentence-transformers", "spacy", "rapidfuzz", "jinja2", "jsonschema")
# package -> what to install for it, and what does not work without it
_OPTIONAL = {
    "pypdf": (f"{DISTRIBUTION}[documents]", "PDF files are not read"),
    "feedparser": (f"{DISTRIBUTION}[documents]", "feeds are not read"),
    "mwparserfromhell": (f"{DISTRIBUTION}[documents]", "dumps of wikis are not read"),
    "striprtf": (f"{DISTRIBUTION}[documents]", "RTF files are not read"),
    "python-docx": (f"{DISTRIBUTION}[documents]", "DOCX files are not read"),
    "pyarrow": (f"{DISTRIBUTION}[parquet]", "--format parquet does not work"),
    "ray": (f"{DISTRIBUTION}[ray]", "--engine ray does not work"),
}
# capability by its name in torch -> by the name of the processor's maker
_BFLOAT16 = {"amx_bf16": "AMX", "avx512_bf16": "AVX512-BF16"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the examination; with ``trouble``, factcheck cannot work because of it."""

    section: str
    name: str
    value: str
    note: str = ""
    trouble: bool = False


def examine(settings: Settings, environ: Mapping[str, str] = os.environ) -> list[Line]:
    """Return the lines about versions, models, files and settings, in this order."""
    return [
        *_versions(),
        *_models(settings.config),
        *_files(settings),
        *_settings(settings, environ),
    ]


def render(lines: list[Line]) -> str:
    """Return the examination as text."""
    out: list[str] = []
    section = ""
    for line in lines:
        if line.section != section:
            section = line.section
            out += ["", section] if out else [section]
        sign = "!" if line.trouble else " "
        note = f"  ({line.note})" if line.note else ""
        out.append(visible(f"{sign} {line.name:<21} {line.value}{note}".replace("\n", " ")))
    return "\n".join(out) + "\n"


def _versions() -> Iterator[Line]:
    yield Line("versions", "factcheck", VERSION)
    yield Line("versions", "python", f"{platform.python_version()} on {platform.platform()}")
    for package in _REQUIRED:
        if installed := _version(package):
            yield Line("versions", package, installed)
        else:
            hint = f"run: pip install {package}"
            yield Line("versions", package, "not installed", hint, trouble=True)
    for package, (extra, without) in _OPTIONAL.items():
        if installed := _version(package):
            yield Line("versions", package, installed)
        else:
            hint = f"{without}; run: pip install '{extra}'"
            yield Line("versions", package, "not installed", hint)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _models(config: Config) -> Iterator[Line]:
    from factcheck.language.encoder import model_digest, model_folder
    from factcheck.language.parser import parser_name

    def encoder() -> str:
        return f"{config.model}, sha256 {model_digest(config.model)}"

    def parser() -> str:
        return f"{parser_name()} {_version(parser_name()) or ''}".strip()

    yield _model_line("encoder", encoder)
    yield _model_line("encoder folder", lambda: str(model_folder(config.model)))
    yield Line("models", "encoder precision", f"{config.precision}; {_bfloat16()}")
    yield _model_line("parser", parser)


def _bfloat16() -> str:
    """Return a sentence on whether bfloat16 would be faster on this processor."""
    try:
        import torch
    except (ImportError, OSError) as error:
        return f"torch cannot be loaded: {error}"
    capabilities = torch.cpu.get_capabilities()
    instructions = [name for key, name in _BFLOAT16.items() if capabilities.get(key)]
    if not instructions:
        return "this processor has no instructions for bfloat16: it would be slower"
    return f"bfloat16 would be faster on this processor ({', '.join(instructions)})"


def _model_line(name: str, find: Callable[[], str]) -> Line:
    try:
        return Line("models", name, find())
    except FactcheckError as error:
        return Line("models", name, error.message, error.hint, trouble=True)


def _files(settings: Settings) -> Iterator[Line]:
    config = settings.config
    none = "none; factcheck.toml or [tool.factcheck] in pyproject.toml would be read"
    yield Line("files", "configuration", settings.file.as_posix() if settings.file else none)
    path = baseline.find(config)
    if path is None:
        yield Line("files", "accepted findings", "none")
    else:
        try:
            yield Line("files", "accepted findings", f"{path}, {len(baseline.load(path))} accepted")
        except FactcheckError as error:
            yield Line("files", "accepted findings", error.message, error.hint, trouble=True)
    yield Line("files", "cached results", _cache(config))


def _cache(config: Config) -> str:
    from factcheck.run.store import cache_file

    if not config.use_cache:
        return "switched off"
    file = cache_file(config)
    size = f"{file.stat().st_size / 1e6:.1f} MB" if file.exists() else "nothing kept yet"
    return f"{file}, {size}"


def _settings(settings: Settings, environ: Mapping[str, str]) -> Iterator[Line]:
    for key in keys():
        value = msgspec.to_builtins(
            getattr(settings.config, field_of(key)), enc_hook=lambda path: path.as_posix()
        )
        if key == "fail-on" and value is None:
            value = "never"
        shown = "-" if value is None else msgspec.json.encode(value).decode()
        yield Line("settings", key, shown, settings.origins[key])
    known = {PREFIX + key.replace("-", "_").upper() for key in keys()} | {PREFIX + "CONFIG"}
    for variable in sorted(environ):
        if variable.startswith(PREFIX) and variable not in known:
            yield Line("settings", variable, "is no setting and has no effect")
