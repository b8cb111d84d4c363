// The text of a transcript and what is marked in it. Python counts code points, the
// browser counts UTF-16: everything here is UTF-16, and is converted at the border.

// The first index for which `no` holds, in a list where it holds from somewhere on.
function firstWhere(list, no) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (no(list[middle], middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function makeText(text) {
  const pairs = [];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      pairs.push(i);
      i += 1;
    }
  }
  const insidePair = (at) => {
    const unit = text.charCodeAt(at);
    return unit >= 0xdc00 && unit <= 0xdfff;
  };
  return {
    text,
    toPoints: (at) => at - firstWhere(pairs, (pair) => pair >= at),
    toUnits: (point) => point + firstWhere(pairs, (pair, before) => pair - before >= point),
    // The span without blanks at its ends, never half a character.
    trimmed(start, end) {
      let [from, to] = [start, end];
      if (insidePair(from)) from -= 1;
      if (insidePair(to)) to += 1;
      while (from < to && /\s/.test(text[from])) from += 1;
      while (to > from && /\s/.test(text[to - 1])) to -= 1;
      return to > from ? [from, to] : null;
    },
  };
}

const SENTENCES = new Intl.Segmenter("nl", { granularity: "sentence" });
const WORDS = new Intl.Segmenter("nl", { granularity: "word" });

// The sentences or words of a turn, as spans without blanks at their ends.
function pieces(source, turn, byWord) {
  const segments = (byWord ? WORDS : SENTENCES).segment(source.text.slice(turn.start, turn.end));
  return [...segments]
    .map(({ index, segment }) => source.trimmed(turn.start + index, turn.start + index + segment.length))
    .filter(Boolean);
}

// Every place of some words, whatever their capitals.
function findAll(source, words) {
  if (!words.trim()) return [];
  const literal = words.normalize("NFC").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return [...source.text.matchAll(new RegExp(literal, "giu"))].map((match) => [
    match.index,
    match.index + match[0].length,
  ]);
}

const STACKED = 3; // lines under a text; more would run into the next line

// The text of a turn as a fragment, with a mark for every stretch that has something.
function painted(source, turn, marks, found, now, colours) {
  const cuts = new Set([turn.start, turn.end]);
  const within = (at) => Math.min(Math.max(at, turn.start), turn.end);
  for (const mark of marks) cuts.add(within(mark.start)).add(within(mark.end));
  for (const [start, end] of found) cuts.add(within(start)).add(within(end));
  const edges = [...cuts].sort((a, b) => a - b);
  const fragment = document.createDocumentFragment();
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const [start, end] = [edges[i], edges[i + 1]];
    const here = marks.filter((mark) => mark.start <= start && mark.end >= end);
    const place = found.find(([from, to]) => from <= start && to >= end);
    const words = source.text.slice(start, end);
    if (here.length || place) fragment.append(marked(words, here, place, now, colours));
    else fragment.append(words);
  }
  return fragment;
}

function marked(words, here, place, now, colours) {
  const lines = here.slice(0, STACKED).map((mark) => colours(mark.code));
  const element = make("mark", { title: here.map((mark) => mark.title).join("\n") || null }, words);
  if (place) element.classList.add("tb-found");
  if (place && place === now) element.classList.add("tb-found-now");
  if (here.some((mark) => mark.offered)) element.classList.add("tb-offered");
  if (lines.length) {
    element.style.setProperty("--tb-first", lines[0]);
    element.style.backgroundImage = lines.map((line) => `linear-gradient(${line}, ${line})`).join();
    element.style.backgroundSize = lines.map(() => "100% 2px").join();
    element.style.backgroundPosition = lines.map((_, level) => `0 calc(100% - ${level * 3}px)`).join();
  }
  return element;
}
