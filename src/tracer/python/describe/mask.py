"""Secrets are masked before anything is written: values of telling names, and texts of telling shapes."""

from __future__ import annotations

import re
from functools import lru_cache

MASK = "•••"

_SHAPES = re.compile(
    r"""
      \b sk-[A-Za-z0-9_\-]{12,}                                  # OpenAI, Anthropic
    | \b (?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{20,} | \b github_pat_[A-Za-z0-9_]{20,} | \b glpat-[A-Za-z0-9_\-]{16,}
    | \b (?:AKIA|ASIA)[A-Z0-9]{12,}                              # AWS
    | \b AIza[A-Za-z0-9_\-]{30,}                                 # Google
    | \b hf_[A-Za-z0-9]{20,} | \b (?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,}
    | \b xox[abposr]-[A-Za-z0-9\-]{10,} | \b (?:npm|pypi)[_-][A-Za-z0-9_\-]{30,}
    | \b eyJ[A-Za-z0-9_\-]{8,}\.eyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]+    # JWT
    | -----BEGIN[ A-Z]*PRIVATE\ KEY-----[\s\S]*?(?:-----END[ A-Z]*PRIVATE\ KEY-----|\Z)
    """,
    re.VERBOSE,
)
_BEARER = re.compile(r"\b(Bearer|Basic)(\s+)[A-Za-z0-9._~+/\-]{8,}=*")
_URL = re.compile(r"\b([A-Za-z][A-Za-z0-9+.\-]*://[^\s/:@]*:)[^\s/@]+(?=@)")
_ASSIGNED = re.compile(
    r"""((?:password|passwd|pwd|secret|api[_-]?key|access[_-]?key|access[_-]?token|auth[_-]?token|client[_-]?secret|private[_-]?key)
        ["']?\s*[=:]\s*["']?)([^\s"'&,;)}\]]{3,})""",
    re.VERBOSE | re.IGNORECASE,
)
# One cheap look decides for nearly every text that there is nothing to mask.
_HINTS = (
    "sk-",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "akia",
    "asia",
    "aiza",
    "hf_",
    "_live_",
    "_test_",
    "xox",
    "npm_",
    "npm-",
    "pypi",
    "eyj",
    "private",
    "bearer",
    "basic",
    "://",
    "passw",
    "pwd",
    "secret",
    "api",
    "access",
    "auth",
)
_SHORTEST = 6

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_SINGLE = frozenset(
    {"password", "passwd", "passphrase", "pwd", "secret", "secrets", "token", "apikey", "authorization", "cookie"}
    | {"credential", "credentials", "privatekey", "accesskey"}
)
_DOUBLE = frozenset(
    [
        "api key",
        "access key",
        "private key",
        "secret key",
        "auth key",
        "encryption key",
        "signing key",
        "set cookie",
        "connection string",
    ]
)
# `token_count`, `password_length`: facts about a secret, not the secret.
_FACTS = frozenset(
    {"count", "counts", "length", "len", "size", "number", "num", "limit", "id", "ids", "type", "index"}
    | {"budget", "usage", "expires", "expiry"}
)


def has_hint(text: str) -> bool:
    if len(text) < _SHORTEST:
        return False
    lowered = text.lower()
    return any(hint in lowered for hint in _HINTS)


def mask_text(text: str) -> str:
    if not has_hint(text):
        return text
    text = _SHAPES.sub(MASK, text)
    text = _BEARER.sub(r"\1\2" + MASK, text)
    text = _URL.sub(r"\1" + MASK, text)
    return _ASSIGNED.sub(r"\1" + MASK, text)


@lru_cache(maxsize=4096)
def _is_secret(name: str) -> bool:
    words = [word.lower() for word in _WORDS.findall(name)]
    if not words or words[-1] in _FACTS:
        return False
    if any(word in _SINGLE for word in words):
        return True
    return any(f"{first} {second}" in _DOUBLE for first, second in zip(words, words[1:]))


def is_secret_name(name: str) -> bool:
    return len(name) <= 200 and _is_secret(name)
