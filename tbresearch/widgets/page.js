// What every page needs: elements, a line to Python, and a place to tell what is wrong.

// An element with its attributes (a function listens) and children. Children are set
// as text, so that no word of a study is ever read as HTML.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

function makeButton(label, click, attributes = {}) {
  return make("button", { type: "button", click, ...attributes }, label);
}

function makeKeys(pairs) {
  const lines = pairs.flatMap(([keys, does]) => [make("dt", {}, make("kbd", {}, keys)), make("dd", {}, does)]);
  return make("dl", { class: "tb-keys" }, ...lines);
}

function makeTrouble(...buttons) {
  const list = make("ul", {});
  const close = () => (box.hidden = true);
  const row = make("div", { class: "tb-row" }, ...buttons, makeButton("Sluiten", close));
  const box = make("div", { class: "tb-trouble", role: "alert", hidden: true }, list, row);
  return {
    box,
    close,
    tell(problems) {
      list.replaceChildren(
        ...problems.map(({ what, where, fix }) =>
          make("li", {}, make("strong", {}, what), make("br"), `Waar: ${where}`, make("br"), `Oplossing: ${fix}`),
        ),
      );
      box.hidden = false;
    },
  };
}

const ASK_AGAIN = 1000; // milliseconds, and each time three times as long

// A line to Python. `ask` sends an act with a number, and keeps its promise when the
// answer with that number comes; whoever waits too long is told. What only reads is
// asked again meanwhile: while a cell runs, a kernel may leave the very first question
// until the cell ends, and not those after it.
function makeLine(model, { onSilent, onCount }) {
  const view = Math.random().toString(36).slice(2, 8);
  const waiting = new Map();
  let number = 0;
  function send(message) {
    try {
      model.send(message);
    } catch {
      onSilent(message.act); // it stays waiting: it is not saved
    }
  }
  function repeat(message, after) {
    const asked = waiting.get(message.id);
    if (!asked) return;
    send(message);
    asked.again = setTimeout(() => repeat(message, after * 3), after * 3);
  }
  function ask(act, what = {}, { seconds = 10, reads = false } = {}) {
    const id = `${view}-${(number += 1)}`;
    const message = { act, id, ...what };
    const kept = new Promise((resolve, reject) => {
      const timer = setTimeout(() => onSilent(act), seconds * 1000);
      waiting.set(id, { act, ...what, resolve, reject, timer });
    });
    onCount(waiting.size);
    send(message);
    if (reads) waiting.get(id).again = setTimeout(() => repeat(message, ASK_AGAIN), ASK_AGAIN);
    return kept;
  }
  function rest({ timer, again }) {
    clearTimeout(timer);
    clearTimeout(again);
  }
  // Returns what was asked, if it was asked here.
  function hear(message) {
    const asked = waiting.get(message.id);
    if (!asked) return undefined;
    rest(asked);
    waiting.delete(message.id);
    onCount(waiting.size);
    if (message.problems) asked.reject(message.problems);
    else asked.resolve(message.done);
    return asked;
  }
  function stop() {
    for (const asked of waiting.values()) rest(asked);
    waiting.clear();
  }
  return { ask, hear, stop, waiting };
}
