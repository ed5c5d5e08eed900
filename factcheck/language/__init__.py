"""The models: a spaCy parser and a sentence encoder; loaded late, offline, digest-checked."""
