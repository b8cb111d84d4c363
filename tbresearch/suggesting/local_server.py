"""One question to a language model that the user serves on this machine.

Only loopback: any other address is refused before a connection is made. Proxies of
the system and redirects are not followed.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from tbresearch.errors import WorkbenchError

__all__ = ["Address", "NoAnswerError", "ask", "local_address"]

# The name localhost is not looked up: a hosts file can point it elsewhere.
_LOOPBACK = {"127.0.0.1": "127.0.0.1", "::1": "::1", "localhost": "127.0.0.1"}
_LARGEST = 1_000_000
_CHUNK = 65_536


class NoAnswerError(Exception):
    """The server gave nothing that can be read, in time; says why, in Dutch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the model answers, on this machine."""

    host: str
    port: int
    path: str


def local_address(url: str) -> Address:
    """Read an address such as ``http://127.0.0.1:8080``.

    Raises
    ------
    WorkbenchError
        If it is not of this machine.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or 80
        host = _LOOPBACK[parts.hostname or ""]
        plain = parts.scheme == "http" and parts.username is None
    except (ValueError, KeyError):
        plain, host, port = False, "", 0
    if not plain:
        raise WorkbenchError(
            f"{url!r} is geen adres op deze computer",
            where="adres van het taalmodel",
            fix="gebruik http://127.0.0.1 met de poort van uw taalmodel; woorden van "
            "respondenten gaan nooit naar een andere computer",
        )
    return Address(host=host, port=port, path="/v1/chat/completions")


def ask(address: Address, body: dict[str, object], *, seconds: float) -> str:
    """Return the text that the model answers.

    Raises
    ------
    NoAnswerError
        If there is none in time, or it is not of the form that was asked.
    """
    end = time.monotonic() + seconds
    connection = HTTPConnection(address.host, address.port, timeout=seconds)
    try:
        connection.request(
            "POST",
            address.path,
            body=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        response = connection.getresponse()
        if response.status != 200:
            raise NoAnswerError(f"antwoordt met status {response.status}")
        found = bytearray()
        while chunk := response.read1(_CHUNK):
            found += chunk
            if len(found) > _LARGEST:
                raise NoAnswerError("geeft een te lang antwoord")
            if time.monotonic() > end:
                raise NoAnswerError("is te langzaam")
        said = json.loads(found)["choices"][0]["message"]["content"]
    except TimeoutError:
        raise NoAnswerError("is te langzaam") from None
    except (OSError, HTTPException):
        raise NoAnswerError("is niet bereikbaar") from None
    except (ValueError, LookupError, TypeError, RecursionError):
        raise NoAnswerError("geeft een antwoord dat niet te lezen is") from None
    finally:
        connection.close()
    if not isinstance(said, str):
        raise NoAnswerError("geeft een antwoord dat niet te lezen is")
    return said
