"""A language model on this machine: a real server, which also misbehaves."""

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pandas as pd
import pytest

import tbresearch as tb
from tbresearch.coding import starter_codebook
from tbresearch.privacy import Decision
from tbresearch.privacy.pseudonyms.decisions import REPLACE
from tbresearch.suggesting.decisions import DECISION_COLUMNS

STARTER = starter_codebook()
NAMES = (
    Decision(entity="Sanne", kind="persoon", replacement="[persoon 1]", choice=REPLACE),
)
PASSAGE = "Er lag een plan, maar niemand keek ernaar."
GOOD = {"code": "plan_vastleggen", "citaat": "lag een plan"}


class Handler(BaseHTTPRequestHandler):
    """Answer what the test laid ready."""

    def do_POST(self) -> None:
        """Answer as the test laid ready."""
        size = int(self.headers["Content-Length"])
        server = self.server
        server.asked.append((self.path, json.loads(self.rfile.read(size))))
        with contextlib.suppress(OSError):
            server.behaviour(self)

    def log_message(self, *words: object) -> None:
        """Be silent."""


def say(body: bytes, status: int = 200) -> Callable[[Handler], None]:
    def answer(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def named(*codes: object, raw: str | None = None) -> Callable[[Handler], None]:
    content = json.dumps({"codes": codes}) if raw is None else raw
    return say(json.dumps({"choices": [{"message": {"content": content}}]}).encode())


def trickle(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(60):
        handler.wfile.write(b" ")
        time.sleep(0.05)


def redirect(handler: Handler) -> None:
    handler.send_response(302)
    handler.send_header("Location", "http://192.0.2.1/")
    handler.send_header("Content-Length", "0")
    handler.end_headers()


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.daemon_threads = True
    made.asked = []
    made.behaviour = named(GOOD)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def model(server: ThreadingHTTPServer, **more: object) -> object:
    url = f"http://localhost:{server.server_port}"
    options = {"model": "klein", "names": NAMES, "seconds": 0.5} | more
    return tb.language_model(url, STARTER, **options)


def test_what_it_names_is_a_suggestion_with_its_words(
    server: ThreadingHTTPServer,
) -> None:
    found = tb.suggestions_of([PASSAGE], STARTER, suggester=model(server))
    first = found.to_frame().iloc[0]
    assert (first["code"], first["match"]) == ("plan_vastleggen", "matig")
    assert first["words"] == "lag een plan"
    assert (found.to_frame()["match"] != "geen").sum() == 1
    path, body = server.asked[0]
    assert path == "/v1/chat/completions"
    assert body["messages"][1]["content"] == PASSAGE


@pytest.mark.parametrize(
    ("behaviour", "note"),
    [
        (
            named({"code": "verzonnen", "citaat": "plan"}),
            "geweigerd: een code die niet bestaat: 1 keer",
        ),
        (
            named({"code": "begrenzing", "citaat": "Er lag geen plan"}),
            "geweigerd: een citaat dat niet in de passage staat: 1 keer",
        ),
        (
            named({"code": "begrenzing", "citaat": ""}, 3, {"code": ["x"]}),
            "geweigerd: een code die niet bestaat: 2 keer",
        ),
        (named(raw="geen JSON"), "antwoord dat niet te lezen is: 1 keer"),
        (named(raw="[1]"), "antwoord dat niet te lezen is: 1 keer"),
        (named(raw="[" * 100_000), "antwoord dat niet te lezen is: 1 keer"),
        (say(b"{"), "antwoord dat niet te lezen is: 1 keer"),
        (say(b'{"choices": []}'), "antwoord dat niet te lezen is: 1 keer"),
        (say(b"\xff"), "antwoord dat niet te lezen is: 1 keer"),
        (say(b" " * 1_200_000), "het taalmodel geeft een te lang antwoord: 1 keer"),
        (say(b"", 500), "het taalmodel antwoordt met status 500: 1 keer"),
        (redirect, "het taalmodel antwoordt met status 302: 1 keer"),
        (lambda handler: time.sleep(1), "het taalmodel is te langzaam: 1 keer"),
        (trickle, "het taalmodel is te langzaam: 1 keer"),
        (lambda handler: handler.connection.close(), "is niet bereikbaar: 1 keer"),
    ],
)
def test_a_server_that_misbehaves_suggests_nothing_and_is_named(
    behaviour: Callable[[Handler], None], note: str, server: ThreadingHTTPServer
) -> None:
    server.behaviour = behaviour
    found = tb.suggestions_of([PASSAGE], STARTER, suggester=model(server))
    assert set(found.to_frame()["match"]) == {"geen"}
    assert any(line.endswith(note) for line in found.notes), found.notes


def test_a_server_that_fails_three_times_is_left_alone(
    server: ThreadingHTTPServer,
) -> None:
    server.behaviour = say(b"", 500)
    found = tb.suggestions_of([PASSAGE] * 9, STARTER, suggester=model(server))
    assert len(server.asked) == 3
    assert "niet meer gevraagd, na drie keer geen antwoord: 6 keer" in found.notes


def test_a_passage_with_a_name_that_was_to_be_replaced_is_not_sent(
    server: ThreadingHTTPServer,
) -> None:
    found = tb.suggestions_of(
        ["Ik sprak SANNE.", PASSAGE], STARTER, suggester=model(server)
    )
    assert [body["messages"][1]["content"] for _, body in server.asked] == [PASSAGE]
    assert any("er staat een naam in" in note for note in found.notes)


@pytest.mark.parametrize(
    "url",
    [
        "http://192.0.2.1:8080",
        "http://example.org",
        "http://127.0.0.1.example.org",
        "http://localhost@192.0.2.1",
        "https://127.0.0.1",
        "file:///etc/passwd",
        "127.0.0.1:8080",
        "http://127.0.0.1:99999",
        "http://[::2]:8080",
        "http://0.0.0.0",
        "",
    ],
)
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(tb.WorkbenchError, match="is geen adres op deze computer"):
        tb.language_model(url, STARTER, model="m", names=NAMES)


def test_names_must_have_been_decided_on(server: ThreadingHTTPServer) -> None:
    with pytest.raises(tb.WorkbenchError, match="is nog niet besloten"):
        model(server, names=())
    blank = Decision(entity="Sanne", kind="persoon", replacement="[persoon 1]")
    with pytest.raises(tb.WorkbenchError, match="is nog niet besloten"):
        model(server, names=[blank])


def test_it_is_measured_and_switched_off_like_any_other(
    server: ThreadingHTTPServer,
) -> None:
    server.behaviour = named()
    rows = [
        (f"{text} {at}", code.code, True, f"R{at}", "taalmodel", 1)
        for code in STARTER.codes.values()
        for at, text in enumerate(code.examples)
    ]
    decisions = pd.DataFrame(rows, columns=list(DECISION_COLUMNS))
    found = tb.suggestions_of([PASSAGE], STARTER, decisions, suggester=model(server))
    assert not found.active
    assert "De voorstellen (taalmodel) staan uit" in found.notes[0]
