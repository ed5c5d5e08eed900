"""English: the parser, the sentence encoder, calendar and currency names, and the word lists.

The models are loaded when they are first used, offline, and the digest of the default encoder is
checked.
"""
