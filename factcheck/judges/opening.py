"""The judge that a configuration names."""

from __future__ import annotations

from factcheck.errors import ConfigError
from factcheck.judges.endpoint import SCHEMES, Endpoint
from factcheck.judges.nli import PREFIX, CrossEncoder
from factcheck.judges.question import Judge
from factcheck.settings.config import Config


def open_judge(config: Config) -> Judge | None:
    """Return the judge for second opinions, None where none is configured.

    Nothing is contacted yet, and no weights are loaded.

    Raises:
        ConfigError: the setting names no judge, or one that offline forbids.
        ModelError: the model of inference is missing or of another kind.
    """
    named = config.second_opinion
    if named is None:
        return None
    if named.startswith(PREFIX):
        return CrossEncoder(named.removeprefix(PREFIX))
    if not named.startswith(SCHEMES):
        raise ConfigError(
            "the second opinion is neither nli:FOLDER nor an address",
            hint="Write nli:FOLDER, or http://127.0.0.1:11434/v1#MODEL",
        )
    if config.offline:
        raise ConfigError(
            "a second opinion from an address needs a connection, and this run is offline",
            hint="Leave --offline out, or name a model in a folder with nli:FOLDER",
        )
    return Endpoint(named)
