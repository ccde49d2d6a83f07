"""Secrets are masked before anything is written: values of telling names, texts of telling shapes, and wherever one
comes again that was seen under such a name. `src/core/secrets.ts` is its twin; test/secrets holds both to one corpus.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Callable

from .patterns import ASCII, IGNORECASE, compiled

if TYPE_CHECKING:
    import re
    from typing import Union

    _Shape = tuple[Union[tuple[str, ...], re.Pattern[str]], re.Pattern[str]]

MASK = "•••"

_PREFIXED = (
    r"sk-|gh[pousr]_|github_pat_|gl[a-z]{1,4}t-|(?:sk|pk|rk)_(?:live|test)_|whsec_|hf_|xox[a-z]-|xapp-|(?:npm|pypi)[_-]|"
    r"(?:gsk|xai|pplx|tvly|lin_api|dckr_pat|dop_v1|shpat|shpss|fly|vercel|sbp|rnd|nvapi|r8|lsv2_pt|lsv2_sk)[_-]|"
    r"GOCSPX-|ya29\.|AIza|sq0[a-z]{3}-|tskey-[a-z]+-|EAA(?=[A-Za-z0-9]{40})|AGE-SECRET-KEY-1|"
    r"key-(?=[0-9a-f]{32})|dapi(?=[0-9a-f]{30})"
)
# Each shape by signs that it cannot be without, in a text without capitals: to look for a few characters costs a
# hundredth of a search for the shape. The first group, where there is one, is kept: it tells what was hidden.
_SHAPES: tuple[_Shape, ...] = (
    (
        compiled(r"[-_.][\w+/=-]{10}|aiza|eaa|dapi", ASCII),
        # Words with hyphens between have neither a digit, nor a capital inside, nor many letters in a row.
        compiled(rf"\b({_PREFIXED})(?=[\w+/=-]*(?:\d|[a-z][A-Z]|[a-z]{{16}}))[\w+/=-]{{10,}}", ASCII),
    ),
    (("akia", "asia"), compiled(r"\b(AKIA|ASIA)[A-Z0-9]{12,}")),
    (("sg.",), compiled(r"\b(SG\.)[\w-]{16,}\.[\w-]{16,}", ASCII)),
    ((":aa",), compiled(r"\b[0-9]{8,10}:AA[\w-]{30,}", ASCII)),
    (
        ("hooks.slack.com/services/", ".com/api/webhooks/"),
        compiled(r"(hooks\.slack\.com/services/|discord(?:app)?\.com/api/webhooks/)[\w/-]{20,}", ASCII),
    ),
    (("bearer", "basic"), compiled(r"\b((?:Bearer|Basic)\s+)[A-Za-z0-9._~+/=-]{8,}", IGNORECASE)),
    (("eyj",), compiled(r"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*", ASCII)),
    (
        compiled(r"://[^/\s:@]*:[^\s@]+@"),
        compiled(r"([a-z][a-z0-9+.-]*://[^/\s:@]*:)[^\s@]+(?=@)", IGNORECASE),
    ),
    (
        ("-----begin ",),
        compiled(r"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)"),
    ),
    (
        compiled(
            r"""(?:pass(?:word|wd|phrase)?|pwd|secret|token|sig|credential|key)["']?\s*[=:]\s*["']?[^\s"'&,;)}\]]{3}"""
        ),
        compiled(
            r"((?:password|passwd|passphrase|\bpass|_pass|pwd|secret|token|\bsig|credential"
            r"|(?:api|access|account|private|auth|encryption|signing|shared|secret)[_-]?(?:access[_-]?)?key)"
            r"""["']?\s*[=:]\s*["']?)[^\s"'&,;)}\]]{3,}""",
            IGNORECASE,
        ),
    ),
)
# Without any of these no shape has its signs.
_HINT = compiled(r"[-_.:=]|aiza|eaa|dapi|akia|asia|bearer|basic")
_SHORTEST = 6
# Texts up to this long are remembered with what was made of them.
_REPEATED = 160

_NAME = compiled(
    r"(?:^|[_\-.\s])(?:password|passwd|passphrase|pass|pwd|secrets?|token|api[_-]?key|apikey"
    r"|(?:access|account|private|auth|encryption|signing|shared|secret)[_-]?key|client[_-]?secret|authorization|cookie"
    r"|credentials?|connection[_-]?string|conn[_-]?str|dsn)(?:$|[_\-.\s])",
    IGNORECASE,
)
# `token_count`, `password_length`: facts about a secret, not the secret.
_FACT = compiled(
    r"(?:^|_)(?:tokens|max_token|num_token|total_token|tokenizer"
    r"|(?:password|secret|token|key|cookie)_(?:count|length|len|size|number|limit|ids?|type|index|budget|usage|expires|expiry)"
    r")(?:$|_)",
    IGNORECASE,
)
_CAMEL = compiled(r"(?<=[a-z0-9])(?=[A-Z])")
_COMMON = compiled(r"(?:[A-Za-z][a-z]*|[A-Z]+|[0-9.]+)\Z")
_MOST_SEEN = 200
_PLACE = compiled(r"[/~]|[A-Za-z]:[\\/]")
_also: list[re.Pattern[str]] = []
# Values that were seen under a telling name, the longest first.
_seen: list[str] = []


def mask_text(text: str) -> str:
    """The same object where there is nothing to mask."""
    size = len(text)
    if size < _SHORTEST:
        return text
    if size > _REPEATED:
        return _masked(text)
    masked = _masked_before(text)
    return text if masked == text else masked


def _masked(text: str) -> str:
    for secret in _seen:
        if secret in text:
            text = text.replace(secret, MASK)
    return _hide_shapes(_SHAPES, text, _mask)


# Programs handle the same few texts over and over.
_masked_before = lru_cache(maxsize=4096)(_masked)


def _hide_shapes(shapes: Iterable[_Shape], text: str, hide: Callable[[str], str]) -> str:
    # Not `lower`: what the shapes take for an `s` or a `k` in any writing is one here too.
    folded = text.casefold()
    if _HINT.search(folded) is None:
        return text
    for signs, pattern in shapes:
        if isinstance(signs, tuple):
            for sign in signs:
                if sign in folded:
                    text = _replace(pattern, text, hide)
                    break
        elif signs.search(folded) is not None:
            text = _replace(pattern, text, hide)
    return text


def _mask(_: str) -> str:
    return MASK


def _replace(pattern: re.Pattern[str], text: str, hide: Callable[[str], str]) -> str:
    """Not by `sub`: its templates are parsed in Python code, which a program that traces itself would see running."""
    parts: list[str] = []
    done = 0
    for found in pattern.finditer(text):
        kept = found.end(1) if pattern.groups else found.start()
        parts += text[done:kept], hide(text[kept : found.end()])
        done = found.end()
    return "".join(parts) + text[done:] if parts else text


def mask_names_like(patterns: list[str]) -> None:
    """Names that the user has masked besides: `email`, `*_ssn`; `*` stands for any characters, case does not count."""
    _is_secret.cache_clear()
    _also[:] = [_like(each) for each in patterns]


def _like(name: str) -> re.Pattern[str]:
    import re

    return re.compile(".*".join(map(re.escape, name.split("*"))), re.IGNORECASE)


def is_masked_by_user(name: str) -> bool:
    """Masked because the user said so: numbers and dates too."""
    return any(pattern.fullmatch(name) for pattern in _also)


@lru_cache(maxsize=4096)
def _is_secret(name: str) -> bool:
    words = _CAMEL.sub("_", name)
    return (_NAME.search(words) is not None and _FACT.search(words) is None) or is_masked_by_user(name)


def is_secret_name(name: str) -> bool:
    return len(name) <= 200 and _is_secret(name)


def remember_secret(value: str) -> None:
    """Hides it wherever it comes again. A word of the language is too common for that."""
    if not _SHORTEST <= len(value) <= 400 or len(_seen) >= _MOST_SEEN or value in _seen:
        return
    if len(value) < 12 and _COMMON.match(value):
        return
    _seen.append(value)
    _seen.sort(key=len, reverse=True)
    _masked_before.cache_clear()


def remember_environment(environment: dict[str, str]) -> None:
    """Secrets that the program was given by its environment. `PWD` and its like hold places, not passwords."""
    for name, value in environment.items():
        if len(value) >= 8 and is_secret_name(name) and _PLACE.match(value) is None:
            remember_secret(value)


_LITERAL = compiled(r""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""")
# `password = "…"`, `api_key: "…"`, `"token": "…"`.
_ASSIGNED_LITERAL = compiled(
    r"""([^\W\d][\w.-]*)["'\]]*\s*(?::\s*[\w.]+\s*=|:=|[=:(,])\s*[rbuf]*(?=(["'])((?:(?!\2)[^\\\n])*)\2)["']""",
    IGNORECASE,
)


def mask_source(source: str) -> str:
    """A secret in a source text is hidden under as many characters, so that every position holds."""
    for secret in _seen:
        source = source.replace(secret, _dots(secret))
    source = _hide_shapes(_SHAPES[:-1], source, _dots)
    source = _replace(_LITERAL, source, _mask_in_literal)
    parts: list[str] = []
    done = 0
    for found in _ASSIGNED_LITERAL.finditer(source):
        name, _, value = found.groups()
        if len(value) > 3 and is_secret_name(name):
            parts += source[done : found.start(3)], _dots(value)
            done = found.end(3)
    return "".join(parts) + source[done:]


def _mask_in_literal(literal: str) -> str:
    return _hide_shapes(_SHAPES[-1:], literal, _dots)


def _dots(text: str) -> str:
    return "".join(character if character in "\r\n" else "•" for character in text)
