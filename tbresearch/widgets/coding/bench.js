// The coding page as a whole. Python owns the state: the page asks for it whenever it
// is drawn, sends one message for each act, and shows what Python says has changed.

const HELP = [
  ["↑ ↓", "vorige en volgende beurt"],
  ["← →", "een zin kiezen; met Ctrl een woord"],
  ["Shift ← →", "de keuze korter of langer maken; met Ctrl per woord"],
  ["1 … 9, a … z", "coderen met de code die deze toets heeft; nog eens haalt haar weg; zonder keuze: de hele beurt"],
  ["/", "een code zoeken; Enter codeert met de eerste"],
  ["+  −  =", "kant van de codering: succesfactor, verbeterpunt, geen oordeel"],
  ["*", "citaat voor rapport"],
  ["Enter", "naar de memo van de codering; Esc gaat terug"],
  ["Delete", "de codering weghalen"],
  ["Ctrl Z, Ctrl Y", "ongedaan maken, opnieuw doen"],
  ["Ctrl F", "zoeken in de tekst; Enter gaat naar de volgende plaats"],
  ["?", "deze hulp"],
];
const READING = { seconds: 60, reads: true };
const SIDES = { "+": "succesfactor", "-": "verbeterpunt", "=": "geen" };

function makeHelp() {
  return make("section", { class: "tb-help", "aria-label": "Toetsen", hidden: true }, makeKeys(HELP));
}

function makeBench(model) {
  const marks = new Map(); // codings and suggestions of this transcript, in UTF-16
  let overview = null;
  let session = null;
  let offers = [];
  let found = [];
  let foundAt = -1;
  let chosenCode = null;
  let lastTouched = null;
  let drawn = ""; // what was told when the transcript was drawn, if that still holds

  const trouble = makeTrouble();
  const help = makeHelp();
  const saved = make("span", { class: "tb-saved" });
  const live = make("p", { class: "tb-live", role: "status" }); // what an act did, read aloud
  const none = make("p", { class: "tb-quiet", role: "status" });
  const line = makeLine(model, {
    onSilent: () =>
      trouble.tell([
        {
          what: "de kernel antwoordt niet; de laatste handeling is nog niet opgeslagen",
          where: "deze notebook",
          fix: "wacht tot de kernel klaar is; is hij opnieuw gestart, voer dan de cel opnieuw uit",
        },
      ]),
    onCount: (count) => {
      root.dataset.waiting = count;
      saved.textContent = count ? `${many(count, "handeling", "handelingen")} nog niet opgeslagen` : "alles opgeslagen";
    },
  });

  // Returns whether it was done; a refusal is on the page already.
  async function act(name, what) {
    try {
      await line.ask(name, what);
      return true;
    } catch (problems) {
      trouble.tell(problems);
      root.dataset.refused = Number(root.dataset.refused ?? 0) + 1;
      askAgain().catch(trouble.tell);
      return false;
    }
  }

  // --- the parts
  const turns = makeTurns({ onTurn: () => showTurn(), onKey: onTurnKey });
  const book = makeCodebook({ onCode, onChoose: chooseCode, onLeave: comeBack });
  const sessions = makeSessions((name) => open(name).catch(trouble.tell));
  const codes = () => overview.codes;
  const tools = {
    act,
    about: (what) => `${overview.study}/${overview.coder}/${what}`,
    ask: line.ask,
    codes,
    label: (code) => book.label(code),
    words: { polarities: {}, kinds: {} },
  };
  const turnTab = makeTurnTab(tools);
  const codeTab = makeCodeTab(tools);
  const sessionTab = makeSessionTab(tools);
  const panel = makeTabs([
    ["Beurt", turnTab.box],
    ["Code", codeTab.box],
    ["Gesprek", sessionTab.box],
  ]);
  const undo = makeButton("↶ Ongedaan", () => act("undo"), { title: "Ctrl Z" });
  const redo = makeButton("↷ Opnieuw", () => act("redo"), { title: "Ctrl Y" });
  const side = make("select", { "aria-label": "Kant van een nieuwe codering" });
  const find = make("input", {
    type: "search",
    placeholder: "zoek in de tekst",
    "aria-label": "Zoek in de tekst",
    input: () => findWords(),
    keydown: (event) => {
      if (event.key === "Enter") goToFound(event.shiftKey ? -1 : 1);
      else if (event.key === "Escape") comeBack(found[foundAt]);
      else return;
      event.preventDefault();
    },
  });
  const places = make("small", { role: "status" });
  const only = {
    code: make("select", { "aria-label": "Alleen beurten met code", change: () => filter() }),
    speaker: make("select", { "aria-label": "Alleen beurten van spreker", change: () => filter() }),
    group: make("select", { "aria-label": "Alleen beurten van groep", change: () => filter() }),
  };
  const shown = make("small", { role: "status" });
  const keys = makeButton("? Toetsen", () => showKeys(), { "aria-expanded": "false" });
  const title = make("strong", {});
  const reading = make("div", { class: "tb-reading", hidden: true });
  const root = make(
    "div",
    { class: "tb-page tb-coding", lang: "nl", "data-lm-suppress-shortcuts": "true", keydown: onKey },
    make(
      "div",
      { class: "tb-top" },
      title,
      saved,
      undo,
      redo,
      side,
      make("span", { class: "tb-row" }, find, places),
      make("span", { class: "tb-row" }, only.code, only.speaker, only.group, shown),
      keys,
    ),
    reading,
    trouble.box,
    help,
    none,
    live,
    make(
      "div",
      { class: "tb-columns" },
      make("nav", { class: "tb-left", "aria-label": "Gesprekken en codeboek" }, sessions.box, book.box),
      turns.box,
      panel.box,
    ),
  );

  // --- asking Python
  // What comes while it asks is asked once more, and once is enough.
  let asking = null;
  let missed = false;
  async function askAgain() {
    if (asking) {
      missed = true;
      return asking;
    }
    asking = askAll();
    try {
      await asking;
    } finally {
      asking = null;
    }
    if (!missed) return undefined;
    missed = false;
    return askAgain();
  }

  async function askAll() {
    overview = await line.ask("overview", {}, READING);
    tools.words.polarities = overview.polarities;
    tools.words.kinds = overview.kinds;
    showOverview();
    await open(session ?? overview.sessions[0]?.session, { again: true });
  }

  async function open(name, { again = false } = {}) {
    if (name == null) {
      showTurn();
      root.dataset.ready = Number(root.dataset.ready ?? 0) + 1;
      return;
    }
    const known = overview.sessions.some((each) => each.session === name);
    const wanted = known ? name : overview.sessions[0]?.session;
    const told = await line.ask("session", { session: wanted }, READING);
    const place = again && wanted === session ? [turns.here()?.index ?? 0, turns.box.scrollTop] : [0, 0];
    const selection = again && told.text === turns.source().text ? turns.selected() : null;
    const busy = again && root.contains(document.activeElement) && !turns.box.contains(document.activeElement);
    // Somebody may be selecting: what has not changed is not drawn anew.
    const now = JSON.stringify([overview, told]);
    if (again && now === drawn) {
      showSession();
      showTurn();
      root.dataset.ready = Number(root.dataset.ready ?? 0) + 1;
      return;
    }
    drawn = now;
    session = wanted;
    turns.load(told);
    keep(told.codings);
    offers = told.suggestions;
    found = findAll(turns.source(), find.value);
    foundAt = -1;
    showFilters();
    filter();
    sessions.replace(overview.sessions, session);
    paintAll();
    showSession();
    turns.box.scrollTop = place[1];
    if (turns.all().length && !busy) turns.go(Math.min(place[0], turns.all().length - 1));
    else showTurn();
    if (selection) turns.select(...selection);
    root.dataset.session = session;
    root.dataset.ready = Number(root.dataset.ready ?? 0) + 1;
  }

  function keep(codings) {
    marks.clear();
    for (const coding of codings) marks.set(coding.id, inUnits(coding));
  }
  function inUnits(coding) {
    const { toUnits } = turns.source();
    return { ...coding, start: toUnits(coding.start), end: toUnits(coding.end) };
  }

  // --- what Python tells
  function hear(message) {
    if (message.op === "stale") askAgain().catch(trouble.tell);
    else if (message.op === "changed") change(message);
    else line.hear(message);
  }

  function change(told) {
    drawn = "";
    const selection = turns.selected();
    const before = marks.get(told.gone);
    marks.delete(told.gone);
    if (told.coding?.session === session) {
      marks.set(told.coding.id, inUnits(told.coding));
      lastTouched = told.coding.id;
    }
    const touched = [before, marks.get(told.gone)].filter(Boolean);
    if (told.progress?.session === session) {
      touched.push(...offers.map(inUnits), ...told.suggestions.map(inUnits));
      offers = told.suggestions;
    }
    noteProgress(told);
    book.count(told.counts);
    showSteps(told);
    for (const turn of turns.all()) {
      if (touched.some((mark) => mark.start < turn.end && mark.end > turn.start)) paint(turn);
    }
    if (selection) turns.select(...selection);
    showTurn();
    if (told.gone) live.textContent = whatChanged(before, marks.get(told.gone));
    root.dataset.changed = Number(root.dataset.changed ?? 0) + 1;
  }

  function whatChanged(before, now) {
    const mark = now ?? before;
    if (!mark) return "";
    const said = `${book.label(mark.code)}, ${overview.polarities[mark.polarity]?.toLowerCase() ?? mark.polarity}`;
    if (!before) return `gecodeerd: ${said}`;
    return now ? `veranderd: ${said}${now.marked ? ", citaat voor rapport" : ""}` : `codering weg: ${said}`;
  }

  function noteProgress({ progress, note }) {
    const about = note?.about.split(":");
    const which = progress?.session ?? (about?.[0] === "gesprek" ? about[1] : null);
    const one = overview.sessions.find((each) => each.session === which);
    if (one) {
      Object.assign(one, progress ?? { memo: note.text });
      sessions.refresh(one);
      if (which === session) showSession();
    }
    if (about?.[0] === "code") {
      Object.assign(overview.codes.find(({ code }) => code === about[1]) ?? {}, { memo: note.text });
      codeTab.show(overview.codes.find(({ code }) => code === chosenCode));
    }
  }

  // --- showing
  function showOverview() {
    title.textContent = `${overview.study}, codeur ${overview.coder}`;
    book.replace(overview.codes, overview.counts);
    if (!overview.codes.some(({ code }) => code === chosenCode)) chosenCode = null;
    codeTab.show(overview.codes.find(({ code }) => code === chosenCode));
    fill(side, [["", "kant: volgens code"], ...Object.entries(overview.polarities).map(([key, label]) => [key, `kant: ${label.toLowerCase()}`])], side.value);
    showSteps(overview);
    const notes = [overview.reading_only, ...overview.notes].filter(Boolean);
    reading.hidden = !notes.length;
    reading.replaceChildren(...notes.map((note) => make("p", {}, note)));
    none.textContent = [
      overview.sessions.length ? "" : "Deze studie heeft nog geen gesprekken: zet ze in gesprekken.csv.",
      overview.codes.length ? "" : "Het codeboek is nog leeg: maak een code op het tabblad Code.",
    ].join(" ");
    none.hidden = !none.textContent.trim();
    turns.box.hidden = !overview.sessions.length;
    panel.disable(Boolean(overview.reading_only));
    side.disabled = Boolean(overview.reading_only);
    if (overview.reading_only) {
      reading.append(makeButton("Opnieuw proberen", () => line.ask("claim").catch(trouble.tell)));
    }
  }

  function showSteps(steps) {
    undo.disabled = !steps.undo || Boolean(overview.reading_only);
    redo.disabled = !steps.redo || Boolean(overview.reading_only);
  }

  function showFilters() {
    const speakers = [...new Set(turns.all().map(({ speaker }) => speaker))];
    const groups = [...new Set(turns.all().map(({ group }) => group).filter(Boolean))];
    fill(only.code, [["", "alle codes"], ["-", "nog niet gecodeerd"], ...codes().map(({ code, label }) => [code, label])], only.code.value);
    fill(only.speaker, [["", "alle sprekers"], ...speakers.map((name) => [name, name])], only.speaker.value);
    fill(only.group, [["", "alle groepen"], ...groups.map((key) => [key, overview.groups[key] ?? key])], only.group.value);
    for (const select of Object.values(only)) if (select.selectedIndex < 0) select.value = "";
  }

  function filter() {
    let count = 0;
    for (const turn of turns.all()) {
      const given = marksOf(turn).map(({ code }) => code);
      const fits =
        (!only.code.value || (only.code.value === "-" ? !given.length && !turn.asks : given.includes(only.code.value))) &&
        (!only.speaker.value || turn.speaker === only.speaker.value) &&
        (!only.group.value || turn.group === only.group.value);
      turn.element.hidden = !fits;
      count += fits;
    }
    const all = turns.all().length;
    shown.textContent = count === all ? "" : `${count} van ${many(all, "beurt", "beurten")}`;
    turns.nearest();
  }

  function marksOf(turn) {
    return [...marks.values()].filter((mark) => mark.start < turn.end && mark.end > turn.start);
  }
  function offersOf(turn) {
    return offers.map((offer) => ({ ...inUnits(offer), offered: true })).filter((mark) => mark.start < turn.end && mark.end > turn.start);
  }

  function paint(turn, own = marksOf(turn), offered = offersOf(turn)) {
    const all = [...own, ...offered].map((mark) => ({
      ...mark,
      title: mark.offered ? `${book.label(mark.code)} (voorstel)` : `${SIGNS[mark.polarity]} ${book.label(mark.code)}`,
    }));
    const here = found.filter(([start, end]) => start < turn.end && end > turn.start);
    turns.paint(turn, all, here, found[foundAt], book);
  }

  // Codings by turn in one pass: many codings in many turns would take long.
  function paintAll() {
    const all = turns.all();
    const own = all.map(() => []);
    const offered = all.map(() => []);
    const put = (lists, mark) => {
      for (let i = firstWhere(all, (turn) => turn.end > mark.start); all[i]?.start < mark.end; i += 1) lists[i].push(mark);
    };
    for (const mark of marks.values()) put(own, mark);
    for (const offer of offers) put(offered, { ...inUnits(offer), offered: true });
    all.forEach((turn, i) => paint(turn, own[i], offered[i]));
  }

  function showTurn() {
    const turn = turns.here();
    turnTab.show(turn, turn ? marksOf(turn) : [], turn ? offersOf(turn) : [], turns.source(), book.colour);
  }

  function showSession() {
    const one = overview.sessions.find((each) => each.session === session);
    if (one) sessionTab.show(one);
  }

  function showKeys() {
    help.hidden = !help.hidden;
    keys.setAttribute("aria-expanded", String(!help.hidden));
  }

  // --- finding
  function findWords() {
    const before = found;
    found = findAll(turns.source(), find.value);
    foundAt = -1;
    for (const turn of turns.all()) {
      if ([...before, ...found].some(([start, end]) => start < turn.end && end > turn.start)) paint(turn);
    }
    showPlaces();
  }

  function showPlaces() {
    const here = foundAt < 0 ? "" : `${foundAt + 1} van `;
    places.textContent = find.value.trim() ? `${here}${many(found.length, "plaats", "plaatsen")}` : "";
  }

  // The focus stays where one types; Esc goes to the place and selects it.
  function goToFound(by) {
    if (!found.length) return;
    const ahead = found.findIndex(([start]) => start >= turns.here().start);
    const next = foundAt < 0 ? Math.max(0, ahead) : foundAt + by;
    const before = found[foundAt];
    foundAt = (next + found.length) % found.length;
    for (const [start] of [before, found[foundAt]].filter(Boolean)) paint(turns.turnAt(start));
    const turn = turns.turnAt(found[foundAt][0]);
    turn.element.hidden = false;
    turns.look(turn.index);
    showPlaces();
  }

  // --- coding
  function span() {
    const turn = turns.here();
    return turns.selected() ?? (turn ? turns.source().trimmed(turn.start, turn.end) : null);
  }
  const sameSpan = (mark, [start, end]) => mark.start === start && mark.end === end;

  function onCode(code, { byMouse = false } = {}) {
    if (byMouse && !turns.selected()) return chooseCode(code);
    const where = span();
    if (!where) return undefined;
    const there = [...marks.values()].find((mark) => mark.code === code && sameSpan(mark, where));
    if (there) return act("remove", { coding: there.id });
    const { kind } = codes().find((each) => each.code === code);
    const { toPoints, text } = turns.source();
    return act("add", {
      session,
      start: toPoints(where[0]),
      end: toPoints(where[1]),
      quote: text.slice(...where),
      code,
      polarity: side.value || (kind in overview.polarities ? kind : "geen"),
    });
  }

  function chooseCode(code) {
    chosenCode = code;
    book.choose(code);
    codeTab.show(codes().find((each) => each.code === code));
    panel.show(1);
  }

  // The codings that a key is about: of the selection, else the last one of the turn.
  function meant() {
    const own = turns.here() ? marksOf(turns.here()) : [];
    const selection = turns.selected();
    const exact = selection ? own.filter((mark) => sameSpan(mark, selection)) : [];
    if (exact.length) return exact;
    return own.filter(({ id }) => id === lastTouched).concat(own.slice(-1)).slice(0, 1);
  }

  function comeBack(selection) {
    if (turns.here()) turns.go(turns.here().index);
    if (selection) turns.select(...selection);
  }

  // --- keys
  function onTurnKey(event) {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "ArrowDown") turns.step(1);
    else if (event.key === "ArrowUp") turns.step(-1);
    else if (by) turns.walk(by, { extend: event.shiftKey, byWord: event.ctrlKey || event.metaKey });
    else if (!plain) return;
    else if (event.key === "/") book.search(turns.selected());
    else if (event.key === "?") showKeys();
    else if (event.key === "Delete") for (const { id } of meant()) act("remove", { coding: id });
    else if (event.key === "*") for (const { id, marked } of meant()) act("mark", { coding: id, marked: !marked });
    else if (event.key === "Enter") {
      panel.show(0);
      turnTab.focusMemo(meant()[0]?.id);
    } else if (SIDES[event.key]) {
      for (const { id, code } of meant()) act("change", { coding: id, code, polarity: SIDES[event.key] });
    } else if (book.byKey(event.key.toLowerCase())) onCode(book.byKey(event.key.toLowerCase()));
    else return;
    event.preventDefault();
  }

  function onKey(event) {
    event.stopPropagation();
    const typing = event.target.matches("input, textarea, select");
    const command = (event.ctrlKey || event.metaKey) && event.key.toLowerCase();
    if (command === "f") {
      find.focus();
      find.select();
    } else if (!typing && command === "z") act(event.shiftKey ? "redo" : "undo");
    else if (!typing && command === "y") act("redo");
    else if (event.key === "Escape" && panel.box.contains(event.target)) comeBack(null);
    else return;
    event.preventDefault();
  }

  const start = () => askAgain().catch(trouble.tell);
  model.on("msg:custom", hear);
  model.on("comm_live_update", start); // a kernel that started again is told of at once
  return {
    root,
    start,
    stop() {
      model.off("comm_live_update", start);
      model.off("msg:custom", hear);
      line.stop();
      root.remove();
    },
  };
}

function render({ model, el }) {
  const bench = makeBench(model);
  el.append(bench.root);
  bench.start();
  return bench.stop;
}

export default { render };
