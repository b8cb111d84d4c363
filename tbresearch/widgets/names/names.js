// The review of names. Python owns the state: this page asks for it whenever it is
// drawn, sends one message for each act, and calls an act saved when Python says so.

const PATIENCE = { apply: { seconds: 300 }, add: { seconds: 60 }, state: { seconds: 30, reads: true } };
const CHOICES = { vervang: "vervangen", "laat staan": "laten staan", "": "nog te beslissen" };
const KEYS = [
  ["↑ ↓", "vorige en volgende tekst"],
  ["V", "vervangen"],
  ["L", "laten staan"],
  ["W", "besluit wissen"],
  ["N", "naar de volgende die nog te beslissen is"],
  ["S", "een andere soort kiezen"],
  ["T", "een andere vervanging typen"],
  ["Z", "zelfde vervanging als een andere tekst"],
  ["/", "zoeken"],
  ["Esc", "terug naar de lijst"],
];

const times = (number) => (number === 1 ? "1 keer" : `${number} keer`);

// What is on the page: the rows as Python has them, and what was asked since.
function makeState() {
  return {
    rows: [],
    kinds: [],
    warnings: [],
    file: "",
    active: null,
    kept: new Set(),
    waiting: new Map(), // as the line to Python has it
    shown: "",
    kind: "",
    words: "",
    lost: false,
  };
}

// A row with what was asked of it and is not acknowledged yet.
function wished(state, row) {
  const asked = [...state.waiting.values()].filter(
    (act) => act.act === "decide" && act.entity === row.entity,
  );
  const wish = Object.assign({}, ...asked.map(({ choice }) => (choice == null ? {} : { choice })));
  return { ...row, ...wish, waiting: asked.length > 0 };
}

function isVisible(state, row) {
  if (state.kind && row.kind !== state.kind) return false;
  if (state.words && !`${row.entity} ${row.token}`.toLowerCase().includes(state.words)) return false;
  if (state.shown === "" || state.kept.has(row.entity)) return true;
  return row.choice === (state.shown === "open" ? "" : state.shown);
}

function makeTable(onFocus, onKey) {
  const heads = ["Tekst", "Soort", "Aantal", "In een gesprek", "Vervanging", "Besluit"];
  const body = make("tbody", { keydown: onKey });
  const table = make(
    "table",
    { role: "grid", "aria-label": "Gevonden teksten" },
    make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
    body,
  );
  const lines = new Map();

  function fill(line, row) {
    const choice = row.waiting ? "nog niet opgeslagen" : "";
    const [left, marked, right] = row.contexts[0] ?? ["komt nu niet voor", "", ""];
    line.dataset.choice = row.choice;
    line.toggleAttribute("data-waiting", row.waiting);
    line.replaceChildren(
      make("th", { scope: "row" }, row.entity),
      make("td", {}, row.kind, ...(row.participant ? [make("small", {}, "deelnemer")] : [])),
      make("td", {}, String(row.count)),
      make("td", {}, make("span", {}, left, make("mark", {}, marked), right)),
      make("td", {}, make("code", {}, row.token)),
      make("td", {}, CHOICES[row.choice], ...(choice ? [make("small", {}, choice)] : [])),
    );
  }

  return {
    table,
    body,
    lines,
    replace(rows) {
      lines.clear();
      for (const row of rows) {
        const line = make("tr", { tabindex: "-1", focus: () => onFocus(row.entity) });
        line.dataset.entity = row.entity;
        lines.set(row.entity, line);
        fill(line, row);
      }
      const none = make("tr", {}, make("td", { colspan: "6" }, "Geen tekst past bij deze keuze."));
      body.replaceChildren(...(lines.size ? lines.values() : [none]));
    },
    refresh(row) {
      const line = lines.get(row.entity);
      if (line) fill(line, row);
    },
    mark(entity) {
      for (const [name, line] of lines) {
        line.tabIndex = name === entity ? 0 : -1;
        line.setAttribute("aria-selected", String(name === entity));
      }
    },
  };
}

function makePanel(decide, toList) {
  const title = make("p", { class: "tb-names-title" });
  const where = make("p", {});
  const note = make("p", { class: "tb-names-note" });
  const contexts = make("ul", { "aria-label": "Plaatsen" });
  const button = (choice, label, key) =>
    make(
      "button",
      { type: "button", "data-choice": choice, click: () => decide({ choice }) },
      `${label} `,
      make("kbd", {}, key),
    );
  const buttons = [
    button("vervang", "Vervangen", "V"),
    button("laat staan", "Laten staan", "L"),
    button("", "Wissen", "W"),
  ];
  const kind = make("select", { change: () => decide({ kind: kind.value }) });
  const token = make("input", {
    type: "text",
    spellcheck: "false",
    autocomplete: "off",
    change: () => decide({ replacement: token.value }),
    keydown: (event) => event.key === "Enter" && toList(),
  });
  const same = make("select", {});
  const join = make(
    "button",
    { type: "button", click: () => same.value && decide({ same_as: same.value }) },
    "Gelijkmaken",
  );
  const label = (text, key, ...controls) =>
    make("div", { class: "tb-names-field" }, make("label", {}, `${text} `, make("kbd", {}, key), controls[0]), ...controls.slice(1));
  const panel = make(
    "section",
    { class: "tb-names-panel", "aria-label": "Gekozen tekst", hidden: true },
    title,
    where,
    make("div", { class: "tb-names-buttons" }, ...buttons),
    contexts,
    note,
    label("Soort", "S", kind),
    label("Vervanging", "T", token),
    label("Zelfde als", "Z", same, join),
  );

  function fillChoices(state, row) {
    kind.replaceChildren(...state.kinds.map((name) => make("option", {}, name)));
    const others = state.rows
      .filter((other) => other.entity !== row.entity && other.token !== row.token)
      .sort((a, b) => a.entity.localeCompare(b.entity, "nl"));
    same.replaceChildren(
      make("option", { value: "" }, "kies een tekst"),
      ...others.map((other) => make("option", { value: other.entity }, `${other.entity} ${other.token}`)),
    );
  }

  return {
    panel,
    fields: { s: kind, t: token, z: same },
    show(state, row) {
      panel.hidden = !row;
      if (!row) return;
      // What somebody is typing or choosing for this text is left alone.
      const other = title.textContent !== row.entity;
      const busy = other ? null : document.activeElement;
      if (busy !== same) fillChoices(state, row);
      title.textContent = row.entity;
      where.textContent = `${times(row.count)} in ${row.sessions.join(", ") || "geen gesprek"}`;
      note.textContent = row.note && `Let op: ${row.note}.`;
      note.hidden = !row.note;
      contexts.replaceChildren(
        ...row.contexts.map(([left, marked, right]) => make("li", {}, left, make("mark", {}, marked), right)),
      );
      for (const each of buttons.slice(0, 2)) {
        each.setAttribute("aria-pressed", String(each.dataset.choice === row.choice));
      }
      buttons[2].disabled = !row.choice;
      kind.value = row.kind;
      if (busy !== token) token.value = row.token;
    },
  };
}

function makeAdding(add) {
  const text = make("input", { type: "text", autocomplete: "off", spellcheck: "false" });
  const kind = make("select", {});
  const form = make(
    "form",
    {
      class: "tb-names-form",
      submit: (event) => {
        event.preventDefault();
        if (text.value.trim()) add(text.value, kind.value);
      },
    },
    make("label", {}, "Tekst, zoals in het gesprek ", text),
    make("label", {}, "Soort ", kind),
    make("button", { type: "submit" }, "Toevoegen"),
  );
  return {
    fold: make("details", {}, make("summary", {}, "Iets toevoegen dat is gemist"), form),
    clear: () => (text.value = ""),
    fill(kinds) {
      const chosen = kind.value || kinds[0];
      kind.replaceChildren(...kinds.map((name) => make("option", {}, name)));
      kind.value = chosen;
    },
  };
}

// Applying asks twice: it changes the study.
function makeApplying(state, apply) {
  const key = make("input", { type: "text", autocomplete: "off", spellcheck: "false", placeholder: "../../sleutel.json" });
  const todo = make("p", {});
  const start = make("button", { type: "submit" }, "Vervang in de studie");
  const question = make("p", {});
  const sure = make(
    "div",
    { class: "tb-names-sure", role: "group", "aria-label": "Zeker weten?", hidden: true },
    question,
    make(
      "div",
      { class: "tb-names-buttons" },
      make("button", { type: "button", click: () => (close(), apply(key.value.trim())) }, "Ja, vervang nu"),
      make("button", { type: "button", click: () => (close(), start.focus()) }, "Nee, niet doen"),
    ),
  );
  const close = () => (sure.hidden = true);
  const result = make("div", { class: "tb-names-result", role: "status" });
  const form = make(
    "form",
    {
      class: "tb-names-form",
      submit: (event) => {
        event.preventDefault();
        const open = state.rows.filter((row) => !row.choice).length;
        if (open || !key.value.trim()) {
          result.textContent = open
            ? `Er kan nog niets worden vervangen: over ${open} van ${state.rows.length} is nog niet beslist.`
            : "Vul eerst in waar de sleutel moet komen.";
          return;
        }
        const number = state.rows.filter((row) => row.choice === "vervang").length;
        const what = number === 1 ? "1 tekst wordt" : `${number} teksten worden`;
        question.textContent = `${what} vervangen in alle gesprekken, coderingen, memo's en uw eigen teksten. Alleen met de sleutel kunt u terug.`;
        result.textContent = "";
        sure.hidden = false;
        sure.querySelector("button").focus();
      },
    },
    make("label", {}, "Sleutelbestand, buiten de studie ", key),
    start,
  );
  return {
    fold: make("details", {}, make("summary", {}, "Vervangen in de studie"), todo, form, sure, result),
    count() {
      const open = state.rows.filter((row) => !row.choice).length;
      todo.textContent = open ? `Eerst beslissen: nog ${open} te gaan.` : "Over alles is beslist.";
    },
    tell(text) {
      result.textContent = text;
    },
    finish({ performed, to_do }) {
      const list = (title, lines) => [
        make("p", {}, make("strong", {}, title)),
        make("ul", {}, ...lines.map((line) => make("li", {}, line))),
      ];
      result.replaceChildren(...list("Gedaan", performed), ...list("Nog te doen door een mens", to_do));
    },
  };
}

function makeHelp() {
  return make("details", {}, make("summary", {}, "Toetsen"), makeKeys(KEYS));
}

function makeFilters(state, redraw, toList) {
  const choose = (options, field) =>
    make(
      "select",
      { change: (event) => ((state[field] = event.target.value), redraw()) },
      ...options.map(([value, text]) => make("option", { value }, text)),
    );
  const shown = choose(
    [["", "alles"], ["open", "nog te beslissen"], ["vervang", "vervangen"], ["laat staan", "laten staan"]],
    "shown",
  );
  const kind = choose([["", "alle"]], "kind");
  const search = make("input", {
    type: "search",
    keydown: (event) => event.key === "Enter" && toList(),
    input: () => ((state.words = search.value.toLowerCase().trim()), redraw()),
  });
  return {
    search,
    box: make(
      "div",
      { class: "tb-names-filters" },
      make("label", {}, "Toon ", shown),
      make("label", {}, "Soort ", kind),
      make("label", {}, "Zoek ", search),
    ),
    fill(kinds) {
      const options = [["", "alle"], ...kinds.map((name) => [name, name])];
      kind.replaceChildren(...options.map(([value, text]) => make("option", { value }, text)));
      kind.value = state.kind;
    },
  };
}

function render({ model, el }) {
  const state = makeState();
  const live = make("p", { class: "tb-live", role: "status" });
  const progress = make("progress", { "aria-label": "Beslist", max: "1", value: "0" });
  const count = make("strong", {}, "De namen worden opgehaald");
  const saved = make("span", { class: "tb-names-saved" });
  const warnings = make("ul", {});
  const warned = make("details", { hidden: true }, make("summary", {}, "Let op"), warnings);
  const file = make("p", { class: "tb-names-file" });

  const line = makeLine(model, { onSilent: lose, onCount: () => {} });
  state.waiting = line.waiting;
  // What is refused is told where all answers are heard.
  const send = (act, what) => line.ask(act, what, PATIENCE[act]).catch(() => {});
  const trouble = makeTrouble(makeButton("Opnieuw lezen", () => (trouble.close(), send("state"))));
  const table = makeTable((entity) => activate(entity), onKey);
  const toList = () => focusRow(state.active);
  const panel = makePanel((what) => decide(what), toList);
  const filters = makeFilters(state, () => (state.kept.clear(), draw()), toList);
  const adding = makeAdding((entity, kind) => send("add", { entity, kind }));
  const applying = makeApplying(state, (key) => {
    applying.tell("Bezig met vervangen…");
    send("apply", { key });
  });
  const root = make(
    "section",
    { class: "tb-page tb-names", lang: "nl", "data-lm-suppress-shortcuts": "true", "aria-label": "Namen beoordelen" },
    make("div", { class: "tb-names-top" }, count, progress, saved),
    trouble.box,
    filters.box,
    make("div", { class: "tb-names-body" }, make("div", { class: "tb-names-scroll" }, table.table), panel.panel),
    make("div", { class: "tb-names-folds" }, makeHelp(), warned, adding.fold, applying.fold),
    file,
    live,
  );
  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") toList();
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      live.textContent = "Elk besluit wordt vanzelf opgeslagen.";
    }
  });

  const current = (entity) => state.rows.find((row) => row.entity === entity);
  const visible = () => state.rows.filter((row) => isVisible(state, wished(state, row)));

  function tellCounts() {
    const rows = state.rows.map((row) => wished(state, row));
    const decided = rows.filter((row) => row.choice).length;
    const waiting = [...state.waiting.values()].filter(({ act }) => act !== "state").length;
    count.textContent = rows.length
      ? `${decided} van ${rows.length} beslist`
      : "Er is niets gevonden om over te beslissen";
    progress.max = rows.length || 1;
    progress.value = decided;
    saved.textContent = state.lost
      ? "geen verbinding"
      : waiting
        ? "nog niet opgeslagen"
        : "alles is opgeslagen";
    root.dataset.waiting = String(waiting);
    applying.count();
  }

  function draw() {
    const rows = visible();
    const hadFocus = table.body.contains(document.activeElement);
    if (!rows.some((row) => row.entity === state.active)) state.active = rows[0]?.entity ?? null;
    table.replace(rows.map((row) => wished(state, row)));
    show();
    if (hadFocus) focusRow(state.active);
    tellCounts();
  }

  function show() {
    const row = current(state.active);
    table.mark(state.active);
    panel.show(state, row && wished(state, row));
  }

  function activate(entity) {
    if (entity === state.active) return;
    state.active = entity;
    show();
  }

  function focusRow(entity) {
    table.lines.get(entity)?.focus();
  }

  function decide(what) {
    const row = current(state.active);
    if (!row || state.lost) return;
    const before = wished(state, row);
    if (what.replacement != null && what.replacement.trim() === row.token) return;
    if (what.choice != null && what.choice === before.choice) return;
    trouble.close();
    state.kept.add(row.entity);
    send("decide", { entity: row.entity, ...what });
    const now = wished(state, row);
    table.refresh(now);
    tellCounts();
    if (what.choice && !before.choice) next(row.entity);
    else show();
    live.textContent = `${row.entity}: ${CHOICES[now.choice]}. ${count.textContent}.`;
  }

  // To the next one that is open, from the top again after the last.
  function next(from) {
    const rows = visible();
    const place = rows.findIndex((row) => row.entity === from) + 1;
    const order = [...rows.slice(place), ...rows.slice(0, place)];
    const open = order.find((row) => !wished(state, row).choice);
    if (!open) {
      show();
      live.textContent = "Over alles in deze lijst is beslist.";
      return;
    }
    const inPanel = panel.panel.contains(document.activeElement);
    activate(open.entity);
    if (inPanel) table.lines.get(open.entity)?.scrollIntoView({ block: "nearest" });
    else focusRow(open.entity);
  }

  function onKey(event) {
    const rows = visible();
    const place = rows.findIndex((row) => row.entity === state.active);
    const steps = { ArrowDown: place + 1, ArrowUp: place - 1, PageDown: place + 10, PageUp: place - 10, Home: 0, End: rows.length - 1 };
    if (event.key in steps) {
      const goal = Math.min(Math.max(steps[event.key], 0), rows.length - 1);
      focusRow(rows[goal]?.entity);
      event.preventDefault();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    const acts = {
      v: () => decide({ choice: "vervang" }),
      l: () => decide({ choice: "laat staan" }),
      w: () => decide({ choice: "" }),
      n: () => next(state.active),
      s: () => panel.fields.s.focus(),
      t: () => panel.fields.t.select(),
      z: () => panel.fields.z.focus(),
      enter: () => panel.panel.querySelector("button").focus(),
      "/": () => filters.search.focus(),
    };
    if (!acts[key]) return;
    event.preventDefault();
    acts[key]();
  }

  function lose() {
    state.lost = true;
    trouble.tell([
      {
        what: "Python antwoordt niet",
        where: "de verbinding tussen deze pagina en de kernel",
        fix: "wacht tot de kernel klaar is, of voer de cel opnieuw uit (Shift+Enter); alles wat is opgeslagen, staat er dan weer",
      },
    ]);
    tellCounts();
  }

  function take(done) {
    if (done.kinds) {
      Object.assign(state, { rows: done.rows, kinds: done.kinds, warnings: done.warnings, file: done.file });
      filters.fill(done.kinds);
      adding.fill(done.kinds);
      warnings.replaceChildren(...done.warnings.map((text) => make("li", {}, text)));
      warned.hidden = !done.warnings.length;
      file.textContent = `Bestand met besluiten: ${done.file}`;
      draw();
      return;
    }
    for (const row of done.rows) {
      state.rows = state.rows.map((old) => (old.entity === row.entity ? row : old));
      table.refresh(wished(state, row));
      if (row.entity === state.active) show();
    }
    tellCounts();
  }

  function onAnswer(message) {
    const mine = line.hear(message);
    if (state.lost) {
      state.lost = false;
      trouble.close();
    }
    if (message.done) {
      take(message.done);
      if (mine?.act === "add") {
        adding.clear();
        state.active = message.done.entity;
        draw();
        live.textContent = `${message.done.entity} is toegevoegd.`;
      }
      if (message.done.performed) applying.finish(message.done);
      root.dataset.ready = "true";
    } else if (mine) {
      if (mine.act === "apply") applying.tell("Er is niets vervangen.");
      trouble.tell(message.problems);
      draw();
    }
    root.dataset.answered = message.id;
  }

  // A kernel that started again has forgotten this page.
  const onLive = () => send("state");
  model.on("msg:custom", onAnswer);
  model.on("comm_live_update", onLive);
  el.append(root);
  send("state");
  return () => {
    line.stop();
    model.off("msg:custom", onAnswer);
    model.off("comm_live_update", onLive);
  };
}

export default { render };
