// To the left: the transcripts with how far they are, and the codebook with its keys.

const CODE_KEYS = [..."1234567890abcdefghijklmnopqrstuvwxyz"];
const COLOURS = [
  "#1565c0", "#c62828", "#2e7d32", "#6a1b9a", "#b25f00",
  "#00798c", "#ad1457", "#5d6d1e", "#4e5fb8", "#8d5a44",
];

function makeSessions(onOpen) {
  const box = make("ul", { class: "tb-sessions", "aria-label": "Gesprekken" });
  const items = new Map();
  let current = null;
  function show(session) {
    const { open, bar, facts } = items.get(session.session);
    open.replaceChildren(session.title, session.done ? make("span", { class: "tb-done" }, " ✓ klaar") : "");
    bar.max = Math.max(1, session.turns);
    bar.value = session.coded;
    facts.textContent = `${session.coded}/${session.turns}`;
    facts.title = progressText(session);
    open.setAttribute("aria-current", String(session.session === current));
  }
  return {
    box,
    replace(sessions, chosen) {
      items.clear();
      current = chosen;
      box.replaceChildren(
        ...sessions.map((session) => {
          const open = makeButton(session.title, () => onOpen(session.session), { "data-session": session.session });
          const bar = make("progress", { "aria-label": `Gecodeerde beurten van ${session.title}` });
          const facts = make("small", {});
          items.set(session.session, { open, bar, facts });
          show(session);
          return make("li", {}, open, make("span", { class: "tb-row" }, bar, facts));
        }),
      );
    },
    refresh: show,
  };
}

function makeCodebook({ onCode, onChoose, onLeave }) {
  const search = make("input", {
    type: "search",
    placeholder: "zoek een code ( / )",
    "aria-label": "Zoek een code",
    input: () => filter(),
    keydown: (event) => {
      const first = items.find(({ item }) => !item.hidden);
      if (event.key === "Enter" && first) leaveAfter(() => onCode(first.code.code));
      else if (event.key === "Escape") leaveAfter(() => {});
      else if (event.key === "ArrowDown" && first) focus(first);
      else return;
      event.preventDefault();
    },
  });
  const tree = make("ul", { role: "tree", "aria-label": "Codeboek", class: "tb-tree", keydown: walk });
  let items = [];
  let chosen = null;
  let kept = null; // the selection at the moment that the search took the focus

  function leaveAfter(what) {
    search.value = "";
    filter();
    onLeave(kept);
    kept = null;
    what();
  }
  function filter() {
    const words = search.value.trim().toLowerCase();
    for (const { item, code } of items) {
      item.hidden = !`${code.label} ${code.code} ${code.definition}`.toLowerCase().includes(words);
    }
  }
  function focus({ item }) {
    for (const each of items) each.item.tabIndex = each.item === item ? 0 : -1;
    item.focus();
  }
  function walk(event) {
    const shown = items.filter(({ item }) => !item.hidden);
    const index = shown.findIndex(({ item }) => item === document.activeElement);
    const to = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: shown.length - 1,
    }[event.key];
    if (to != null && shown[to]) focus(shown[to]);
    else if (event.key === "Enter") onCode(shown[index].code.code);
    else if (event.key === " ") onChoose(shown[index].code.code);
    else if (event.key === "Escape") leaveAfter(() => {});
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return {
    box: make("div", { class: "tb-codebook" }, search, tree),
    search(selection) {
      kept = selection;
      search.focus();
      search.select();
    },
    replace(codes, counts) {
      items = codes.map((code, index) => {
        const count = make("small", {});
        const key = CODE_KEYS[index];
        const item = make(
          "li",
          {
            role: "treeitem",
            "aria-level": code.depth,
            "aria-selected": "false",
            "aria-keyshortcuts": key ?? null,
            tabindex: index ? "-1" : "0",
            "data-code": code.code,
            title: code.definition,
            mousedown: (event) => event.preventDefault(),
            click: (event) => (event.detail > 1 ? null : onCode(code.code, { byMouse: true })),
          },
          make("span", { class: "tb-swatch", "aria-hidden": "true" }),
          make("span", { class: "tb-label" }, code.label),
          count,
          key ? make("kbd", { "aria-hidden": "true" }, key) : null,
        );
        item.style.setProperty("--tb-code", COLOURS[index % COLOURS.length]);
        item.style.paddingInlineStart = `${6 + (code.depth - 1) * 14}px`;
        return { item, code, count };
      });
      tree.replaceChildren(...items.map(({ item }) => item));
      tree.hidden = !items.length;
      filter();
      this.count(counts);
      this.choose(chosen);
    },
    count(counts) {
      for (const { code, count } of items) count.textContent = counts[code.code] ?? "";
    },
    choose(code) {
      chosen = code;
      for (const each of items) each.item.setAttribute("aria-selected", String(each.code.code === code));
    },
    byKey: (key) => items[CODE_KEYS.indexOf(key)]?.code.code,
    colour: (code) => COLOURS[Math.max(0, items.findIndex((each) => each.code.code === code)) % COLOURS.length],
    label: (code) => items.find((each) => each.code.code === code)?.code.label ?? code,
  };
}
