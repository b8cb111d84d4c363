"""What the page was told is saved is there, whenever the kernel is killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tbresearch.coding.journal import fold, parse_act

ACTS = 500
KILLS = 5
# Codes every turn of the study over and over, and tells each answer at once.
KERNEL = """
import sys
from itertools import cycle
from pathlib import Path
from tbresearch.coding.desk import acts_of, open_desk
from tbresearch.widgets.messages import answer
desk = open_desk(Path(sys.argv[1]), "anna")
acts = acts_of(desk)
def ask(act, **what):
    told = answer(acts, {"act": act, "id": 1, **what})
    assert "done" in told, told
heard = []
desk.listeners.append(heard.append)
turns = desk.materials.corpus.turns.to_dict("records")
print("klaar", flush=True)
number = 0
for turn, code in zip(cycle(turns), cycle(desk.materials.codebook.codes)):
    start = turn["start"] + number % max(1, turn["end"] - turn["start"] - 1)
    quote = desk.materials.corpus.transcripts[turn["session"]].text[start:turn["end"]]
    number += 1
    place = {"session": turn["session"], "start": start, "end": turn["end"]}
    taken = any(
        (row["session"], row["start"], row["end"], row["code"])
        == (*place.values(), code)
        for row in desk.materials.state.codings.values()
    )
    if taken:
        continue
    ask("add", code=code, polarity="geen", quote=quote, **place)
    name = heard[-1]["coding"]["id"]
    print("add", name, flush=True)
    ask("memo", coding=name, text=f"memo {number} 🙂")
    print("memo", name, number, flush=True)
    if number % 5 == 0:
        ask("remove", coding=name)
        print("remove", name, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_every_acknowledged_act_survives_a_killed_kernel(small_study: Path) -> None:
    moments = random.Random(20261122)
    told: list[list[str]] = []
    killed = 0
    while killed < KILLS or len(told) < ACTS:
        killed += 1
        told += run_and_kill(small_study, moments.uniform(0.01, 0.25))

    source = "coderingen/anna.jsonl"
    folded = fold(small_study / source, source=source)
    assert folded.problems == ()
    lines = (small_study / source).read_bytes().split(b"\n")
    acts = [act for line in lines if (act := parse_act(line))]
    written = {(act["act"], act.get("id"), act.get("text")) for act in acts}
    for act, name, *number in told:
        text = f"memo {number[0]} 🙂" if number else None
        assert (act, name, text) in written
    # What was told as removed is gone; at most the act after the last told one,
    # written and not told yet, may have removed one more for each kill.
    removed = {name for act, name, *_ in told if act == "remove"}
    added = {name for act, name, *_ in told if act == "add"}
    assert not removed & set(folded.codings)
    assert len(added - removed - set(folded.codings)) <= killed


def run_and_kill(study: Path, seconds: float) -> list[list[str]]:
    """Let a kernel work for a while, kill it, and return what it told."""
    kernel = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", KERNEL, str(study)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert kernel.stdout is not None
    assert kernel.stdout.readline() == "klaar\n"
    time.sleep(seconds)
    kernel.send_signal(signal.SIGKILL)
    lines = kernel.stdout.read().split("\n")
    kernel.wait()
    kernel.stdout.close()
    return [line.split() for line in lines[:-1]]
