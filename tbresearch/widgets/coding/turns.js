// The turns of one transcript on the page, and what is selected in them.

const SIGNS = { succesfactor: "+", verbeterpunt: "−", geen: "·" };

function makeTurns({ onTurn, onKey }) {
  const box = make("div", {
    class: "tb-turns",
    role: "feed",
    "aria-label": "Transcript",
    keydown: onKey,
  });
  let source = makeText("");
  let turns = [];
  let at = 0;

  function load(session) {
    source = makeText(session.text);
    turns = session.turns.map((turn, index) => ({
      ...turn,
      index,
      start: source.toUnits(turn.start),
      end: source.toUnits(turn.end),
    }));
    for (const turn of turns) build(turn);
    box.replaceChildren(...turns.map((turn) => turn.element));
    at = 0;
    if (turns.length) turns[0].element.tabIndex = 0;
  }

  function build(turn) {
    turn.words = make("p", { class: "tb-words" });
    turn.chips = make("ul", { class: "tb-chips", "aria-label": "Codes" });
    const who = make("div", { class: "tb-who" }, make("strong", {}, turn.speaker));
    if (turn.role) who.append(make("span", {}, turn.role));
    const name = `beurt ${turn.index + 1}, ${turn.speaker}`;
    turn.element = make(
      "article",
      { class: "tb-turn", tabindex: "-1", "aria-label": name, "aria-posinset": turn.index + 1, "aria-setsize": turns.length },
      who,
      turn.words,
      turn.chips,
    );
    turn.element.classList.toggle("tb-asks", turn.asks);
    turn.element.addEventListener("focus", () => choose(turn.index));
  }

  function paint(turn, marks, found, now, { colour, label }) {
    turn.words.replaceChildren(painted(source, turn, marks, found, now, colour));
    const chips = new Map();
    for (const mark of marks) {
      const key = `${mark.code} ${mark.polarity} ${Boolean(mark.offered)}`;
      chips.set(key, mark);
    }
    turn.chips.replaceChildren(
      ...[...chips.values()].map((mark) => {
        const chip = make("li", {}, mark.offered ? `${label(mark.code)} (voorstel)` : `${SIGNS[mark.polarity]} ${label(mark.code)}`);
        chip.style.setProperty("--tb-code", colour(mark.code));
        return chip;
      }),
    );
    turn.chips.hidden = chips.size === 0;
  }

  function choose(index) {
    if (!turns[index]) return;
    turns[at].element.tabIndex = -1;
    turns[at].element.classList.remove("tb-here");
    at = index;
    turns[at].element.tabIndex = 0;
    turns[at].element.classList.add("tb-here");
    onTurn(turns[at]);
  }

  function look(index) {
    choose(index);
    turns[at]?.element.scrollIntoView({ block: "nearest" });
  }

  function go(index) {
    if (!turns[index]) return;
    turns[index].element.focus({ preventScroll: true });
    look(index);
  }

  // When a filter hides the turn that was chosen, the nearest one that it shows.
  function nearest() {
    if (!turns[at]?.element.hidden) return;
    const shown = turns.filter(({ element }) => !element.hidden);
    const after = shown.find(({ index }) => index > at) ?? shown.at(-1);
    if (after) look(after.index);
  }

  // The nearest turn before or after that is shown.
  function step(by) {
    let next = at + by;
    while (turns[next]?.element.hidden) next += by;
    if (!turns[next]) return;
    document.getSelection().removeAllRanges();
    go(next);
  }

  const turnAt = (unit) => turns[Math.max(0, firstWhere(turns, (turn) => turn.start > unit) - 1)];

  function unitAt(node, offset) {
    const element = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(".tb-turn");
    const turn = turns.find((each) => each.element === element);
    if (!turn) return null;
    if (!turn.words.contains(node)) {
      return turn.words.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING ? turn.start : turn.end;
    }
    const range = document.createRange();
    range.selectNodeContents(turn.words);
    range.setEnd(node, offset);
    return turn.start + range.toString().length;
  }

  // The selected span, or null.
  function selected() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !box.contains(selection.anchorNode)) return null;
    const range = selection.getRangeAt(0);
    const start = unitAt(range.startContainer, range.startOffset);
    const end = box.contains(range.endContainer)
      ? unitAt(range.endContainer, range.endOffset)
      : turns.at(-1).end;
    return start == null || end == null || end <= start ? null : source.trimmed(start, end);
  }

  function place(turn, unit) {
    const walker = document.createTreeWalker(turn.words, NodeFilter.SHOW_TEXT);
    let left = unit - turn.start;
    let last = null;
    while (walker.nextNode()) {
      last = walker.currentNode;
      if (left <= last.length) return [last, left];
      left -= last.length;
    }
    return last ? [last, last.length] : [turn.words, 0];
  }

  function select(start, end) {
    const from = place(turnAt(start), start);
    const to = place(turnAt(Math.max(start, end - 1)), end);
    document.getSelection().setBaseAndExtent(...from, ...to);
  }

  // A sentence or word further or back; with `extend` the selection grows or shrinks.
  function walk(by, { extend, byWord }) {
    const turn = turns[at];
    const spans = pieces(source, turn, byWord);
    const now = selected();
    if (!spans.length) return null;
    const clamp = (index) => Math.min(spans.length - 1, Math.max(0, index));
    if (extend && now) {
      const last = firstWhere(spans, ([, end]) => end >= now[1]);
      const end = spans[clamp(last + by)][1];
      if (end > now[0]) select(now[0], end);
    } else {
      const here = now ? firstWhere(spans, ([, end]) => end > now[0]) : by > 0 ? -1 : spans.length;
      select(...spans[clamp(here + by)]);
    }
    return selected();
  }

  return {
    box,
    load,
    paint,
    look,
    go,
    step,
    nearest,
    walk,
    select,
    selected,
    turnAt,
    source: () => source,
    all: () => turns,
    here: () => turns[at],
  };
}
