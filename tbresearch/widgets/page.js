// What every page needs: elements, and a line to Python.

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

// A line to Python. `ask` sends an act with a number, and keeps its promise when the
// answer with that number comes; whoever waits too long is told.
function makeLine(model, { onSilent, onCount }) {
  const view = Math.random().toString(36).slice(2, 8);
  const waiting = new Map();
  let number = 0;
  function ask(act, what = {}, seconds = 10) {
    const id = `${view}-${(number += 1)}`;
    const kept = new Promise((resolve, reject) => {
      const timer = setTimeout(() => onSilent(act), seconds * 1000);
      waiting.set(id, { resolve, reject, timer });
    });
    onCount(waiting.size);
    model.send({ act, id, ...what });
    return kept;
  }
  function hear(message) {
    const asked = waiting.get(message.id);
    if (!asked) return;
    clearTimeout(asked.timer);
    waiting.delete(message.id);
    onCount(waiting.size);
    if (message.problems) asked.reject(message.problems);
    else asked.resolve(message.done);
  }
  function stop() {
    for (const { timer } of waiting.values()) clearTimeout(timer);
  }
  return { ask, hear, stop };
}
