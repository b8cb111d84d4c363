// The panel beside the transcript: the codings of a turn, a code, the session.

const EXAMPLES = 3; // examples of a code that are shown at once; the others fold out
const MEMO_PAUSE = 1500; // milliseconds without typing after which a memo is saved

// What was typed and is not saved yet, by study, coder and what it is about. It outlives
// the page, so that a kernel that starts again costs no words; it is in memory alone.
const DRAFTS = (globalThis.tbDrafts ??= new Map());

// A memo saves itself: when it is left, and after a pause. What was refused stays there.
function makeMemo(label, save) {
  const area = make("textarea", { rows: "2", "aria-label": label, placeholder: "memo" });
  let key = null;
  let sent = null;
  let timer = 0;
  async function store() {
    clearTimeout(timer);
    const text = DRAFTS.get(key);
    if (text === undefined || text === sent) return;
    sent = text;
    const about = key;
    if (!(await save(text))) sent = about === key ? null : sent;
    else if (DRAFTS.get(about) === text) DRAFTS.delete(about);
  }
  area.addEventListener("input", () => {
    DRAFTS.set(key, area.value);
    clearTimeout(timer);
    timer = setTimeout(store, MEMO_PAUSE);
  });
  area.addEventListener("blur", store);
  return {
    area,
    store,
    set(about, text) {
      if (about !== key) [key, sent] = [about, null];
      if (DRAFTS.get(key) === text) DRAFTS.delete(key);
      const shown = DRAFTS.get(key) ?? text;
      if (area.value !== shown) area.value = shown;
      area.toggleAttribute("data-unsaved", DRAFTS.has(key));
    },
  };
}

function field(label, control) {
  return make("label", { class: "tb-field" }, make("span", {}, label), control);
}

function fill(select, options, chosen) {
  const now = JSON.stringify(options);
  if (select.filledWith !== now) select.replaceChildren(...options.map(([value, label]) => make("option", { value }, label)));
  select.filledWith = now;
  select.value = chosen;
}

// One coding: its code, its side, its memo, its mark.
function makeCard(id, { act, about, codes, words }) {
  const code = make("select", { "aria-label": "Code", change: () => change({ code: code.value }) });
  const quote = make("q", {});
  const memo = makeMemo("Memo bij deze codering", (text) => act("memo", { coding: id, text }));
  const sides = make("div", { class: "tb-sides", role: "group", "aria-label": "Kant" });
  const mark = make("input", {
    type: "checkbox",
    change: () => act("mark", { coding: id, marked: mark.checked }),
  });
  const card = make(
    "div",
    { class: "tb-card", role: "group" },
    code,
    quote,
    sides,
    memo.area,
    make("label", {}, mark, " citaat voor rapport"),
    makeButton("Verwijderen", () => act("remove", { coding: id })),
  );
  let now = null;
  const change = (what) => act("change", { coding: id, code: now.code, polarity: now.polarity, ...what });
  const buttons = Object.entries(words.polarities).map(([polarity, label]) =>
    makeButton(`${SIGNS[polarity]} ${label}`, () => change({ polarity }), { "data-side": polarity }),
  );
  sides.append(...buttons);
  return {
    card,
    memo: memo.area,
    show(coding, text, colour) {
      now = coding;
      fill(code, codes().map(({ code: key, label }) => [key, label]), coding.code);
      quote.textContent = text.length > 120 ? `${text.slice(0, 100)} … ${text.slice(-15)}` : text;
      card.setAttribute("aria-label", `Codering: ${code.selectedOptions[0]?.textContent ?? coding.code}`);
      card.style.setProperty("--tb-code", colour);
      for (const button of buttons) {
        button.setAttribute("aria-pressed", String(button.dataset.side === coding.polarity));
      }
      memo.set(about(`codering:${id}`), coding.memo);
      mark.checked = coding.marked;
    },
  };
}

// A suggestion. Its side is a hint: whoever takes it over chooses the side, by the button.
function makeOffer(offer, { act, label: labels, words }, colour) {
  const label = labels(offer.code);
  const take = Object.entries(words.polarities).map(([polarity, name]) =>
    makeButton(`${SIGNS[polarity]} ${name}`, () => act("accept", { suggestion: offer.id, polarity }), { "data-side": polarity }),
  );
  const side = words.polarities[offer.polarity]?.toLowerCase() ?? offer.polarity;
  const hint = offer.polarity === "geen" ? "De woorden zeggen niets over de kant." : `Aanwijzing voor de kant: ${side}${offer.hint ? `, door: ${offer.hint}` : ""}.`;
  const card = make(
    "div",
    { class: "tb-card tb-offer", role: "group", "aria-label": `Voorstel: ${label}` },
    make("strong", {}, `voorstel: ${label}`),
    make("q", {}, offer.quote),
    make("p", {}, offer.reason),
    make("p", {}, hint),
    make("div", { class: "tb-sides", role: "group", "aria-label": "Overnemen als" }, "Overnemen als", ...take),
    makeButton("Afwijzen", () => act("reject", { suggestion: offer.id })),
  );
  card.style.setProperty("--tb-code", colour);
  return card;
}

// The tab with the turn that is chosen: what is coded in it.
function makeTurnTab(tools) {
  const title = make("h4", {});
  const list = make("div", {});
  const offers = make("div", {});
  const empty = make("p", { class: "tb-quiet" }, "Nog niets gecodeerd in deze beurt.");
  const box = make("div", {}, title, empty, list, offers);
  const cards = new Map();
  return {
    box,
    focusMemo(id) {
      (cards.get(id) ?? [...cards.values()].at(-1))?.memo.focus();
    },
    show(turn, codings, offered, source, colours) {
      title.textContent = turn ? `Beurt ${turn.index + 1}, ${turn.speaker}` : "Geen beurt gekozen";
      empty.hidden = codings.length + offered.length > 0;
      const shown = new Set(codings.map(({ id }) => id));
      for (const [id, { card }] of cards) {
        if (shown.has(id)) continue;
        card.remove();
        cards.delete(id);
      }
      for (const coding of codings) {
        if (!cards.has(coding.id)) {
          cards.set(coding.id, makeCard(coding.id, tools));
          list.append(cards.get(coding.id).card);
        }
        cards.get(coding.id).show(coding, source.text.slice(coding.start, coding.end), colours(coding.code));
      }
      offers.replaceChildren(
        ...offered.map((offer) => makeOffer(offer, tools, colours(offer.code))),
      );
    },
  };
}

// The tab with the code that is chosen: what it means, and work on the codebook.
function makeCodeTab({ act, about, ask, codes, label, words }) {
  const title = make("h4", {});
  const said = make("div", { class: "tb-said" });
  const memo = makeMemo("Memo bij deze code", (text) => act("note", { about: `code:${now.code}`, text }));
  const name = make("input", { type: "text" });
  const under = make("select", {});
  const into = make("select", {});
  const part = make("input", { type: "text" });
  const parts = make("div", { class: "tb-parts", role: "group", "aria-label": "Coderingen voor de nieuwe code" });
  const fresh = make("input", { type: "text" });
  const kind = make("select", {});
  const above = make("select", {});
  const meaning = make("textarea", { rows: "2" });
  let now = null;

  const work = make(
    "details",
    {},
    make("summary", {}, "Deze code wijzigen"),
    field("Label", name),
    makeButton("Hernoemen", () => act("rename", { code: now.code, label: name.value })),
    field("Hoort onder", under),
    makeButton("Verplaatsen", () => act("move", { code: now.code, parent: under.value || null })),
    field("Samenvoegen met", into),
    makeButton("Samenvoegen", () => into.value && act("merge", { code: now.code, into: into.value })),
  );
  const split = make(
    "details",
    { toggle: () => split.open && fillParts() },
    make("summary", {}, "Splitsen"),
    field("Label van de nieuwe code", part),
    parts,
    makeButton("Splitsen", () => {
      const chosen = [...parts.querySelectorAll(":checked")].map((box) => box.value);
      act("split", { code: now.code, label: part.value, codings: chosen });
    }),
  );
  const add = make(
    "details",
    {},
    make("summary", {}, "Nieuwe code"),
    field("Label", fresh),
    field("Soort", kind),
    field("Hoort onder", above),
    field("Definitie", meaning),
    makeButton("Toevoegen", () =>
      act("new_code", {
        label: fresh.value,
        kind: kind.value,
        parent: above.value || null,
        definition: meaning.value,
      }).then((done) => {
        if (!done) return;
        fresh.value = "";
        meaning.value = "";
      }),
    ),
  );
  const own = make("div", {}, title, said, memo.area, work, split);
  const hint = make("p", { class: "tb-quiet" }, "Kies een code in het codeboek om te lezen wat zij betekent.");
  const box = make("div", {}, hint, own, add);

  async function fillParts() {
    const { passages } = await ask("passages", { code: now.code });
    parts.replaceChildren(
      ...passages.map(({ id, session, quote }) =>
        make("label", {}, make("input", { type: "checkbox", value: id }), ` ${session}: ${quote}`),
      ),
    );
    if (!passages.length) parts.append(make("p", { class: "tb-quiet" }, "U gebruikte deze code nog niet."));
  }

  const list = (heading, lines) =>
    lines.length ? [make("h5", {}, heading), make("ul", {}, ...lines.map((line) => make("li", {}, line)))] : [];

  return {
    box,
    show(code) {
      const changed = now?.code !== code?.code;
      if (changed && now) memo.store();
      now = code;
      own.hidden = !code;
      hint.hidden = Boolean(code);
      const others = codes().map((one) => [one.code, one.label]);
      fill(kind, Object.entries(words.kinds), kind.value || "thema");
      fill(above, [["", "(bovenaan)"], ...others], above.value);
      if (!code) return;
      title.textContent = code.label;
      said.replaceChildren(
        make("p", { class: "tb-quiet" }, code.parent ? `${code.kind_label}, onder ${label(code.parent)}` : code.kind_label),
        make("p", {}, code.definition),
        ...list("Wel", code.include),
        ...list("Niet", code.exclude),
        ...list("Voorbeelden (verzonnen)", code.examples.slice(0, EXAMPLES)),
        ...(code.examples.length > EXAMPLES ? [makeMore(list("Meer voorbeelden", code.examples.slice(EXAMPLES)))] : []),
      );
      memo.set(about(`code:${code.code}`), code.memo);
      if (changed) name.value = code.label;
      const rest = others.filter(([key]) => key !== code.code);
      fill(under, [["", "(bovenaan)"], ...rest], changed ? (code.parent ?? "") : under.value);
      fill(into, [["", "kies een code"], ...rest], changed ? "" : into.value);
      if (changed) split.open = false;
      if (split.open) fillParts();
    },
  };
}

function makeMore(parts) {
  return make("details", {}, make("summary", {}, "Meer voorbeelden"), ...parts.slice(1));
}

function makeSessionTab({ act, about }) {
  const title = make("h4", {});
  const facts = make("p", {});
  const done = make("input", {
    type: "checkbox",
    change: () => act("finish", { session: now.session, done: done.checked }),
  });
  const memo = makeMemo("Memo bij dit gesprek", (text) =>
    act("note", { about: `gesprek:${now.session}`, text }),
  );
  let now = null;
  return {
    box: make("div", {}, title, facts, make("label", {}, done, " klaar met coderen"), memo.area),
    show(session) {
      if (now && now.session !== session.session) memo.store();
      now = session;
      title.textContent = session.title;
      const waits = session.waiting
        ? ` ${session.waiting} wachten op een plaats, want hun passage staat niet in de tekst zoals die nu is.`
        : "";
      facts.textContent = `${session.day}. ${progressText(session)}.${waits}`;
      done.checked = session.done;
      memo.set(about(`gesprek:${session.session}`), session.memo);
    },
  };
}

const many = (number, one, more) => `${number} ${number === 1 ? one : more}`;

function progressText({ codings, coded, turns }) {
  return `${coded} van ${many(turns, "beurt", "beurten")} gecodeerd, ${many(codings, "codering", "coderingen")}`;
}

// Tabs of which one is shown; arrows go from one to the next.
function makeTabs(parts) {
  const prefix = `tb-${Math.random().toString(36).slice(2, 8)}`;
  const tabs = parts.map(([label, box], index) => {
    const tab = makeButton(label, () => show(index), {
      role: "tab",
      id: `${prefix}-tab-${index}`,
      "aria-controls": `${prefix}-${index}`,
      keydown: (event) => {
        const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!by) return;
        show((index + by + parts.length) % parts.length);
        tabs[(index + by + parts.length) % parts.length].focus();
        event.preventDefault();
      },
    });
    return tab;
  });
  const fields = parts.map(([, box]) => make("fieldset", {}, box));
  const panels = fields.map((each, index) =>
    make("div", { role: "tabpanel", id: `${prefix}-${index}`, "aria-labelledby": tabs[index].id, tabindex: "0" }, each),
  );
  function show(index) {
    panels.forEach((panel, each) => {
      panel.hidden = each !== index;
      tabs[each].setAttribute("aria-selected", String(each === index));
      tabs[each].tabIndex = each === index ? 0 : -1;
    });
  }
  show(0);
  const list = make("div", { role: "tablist", "aria-label": "Details" }, ...tabs);
  return {
    box: make("aside", { class: "tb-panel", "aria-label": "Details" }, list, ...panels),
    show,
    disable(yes) {
      for (const each of fields) each.disabled = yes;
    },
  };
}
