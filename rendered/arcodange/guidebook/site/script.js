"use strict";
const module0 = (() => {
/** A button on each block of commands that takes them along. */
function startCopying()       {
  for (const block of document.querySelectorAll             ('pre[data-language="sh"]')) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy quiet";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(block.textContent.trimEnd());
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
    const frame = document.createElement("div");
    frame.className = "commands";
    block.replaceWith(frame);
    frame.append(block, button);
  }
}

return { startCopying };
})();
const module1 = (() => {
/** What is searched in a browser: written by the site as one script, `search.js`, and read by the pages. Plain data. */
                             
                                          
                                                                                                    
                                          
 

/** Address from the site's folder, title, sections. Lists, because there are many of them. */
                                                                                                           

/** The first section is what stands below the title: its heading is empty. */
                                                                                       

                                                                                   

/** Where the script puts it: a page from disk may run a script, but read no file. */
const SEARCH_DATA = "guidebookSearch";

return { SEARCH_DATA };
})();
const module2 = (() => {
/** Words of a question that say nothing about what is looked for. */
const FILLERS = new Set(
  "a an and are as at be by can could do does for from has have how i if in is it its me my of on or our the their there this to was we what when where which who whose why with you your".split(
    " ",
  ),
);

/** Words of a text in small letters and without marks: `erp-sandbox_role` has three. */
function wordsOf(text        )           {
  return folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Words of a question that count, each once; all of them where none does. */
function questionWords(question        )           {
  const words = [...new Set(wordsOf(question))];
  const telling = words.filter(word => !FILLERS.has(word));
  return telling.length > 0 ? telling : words;
}

/** As it is compared: `é` is `e`. As long as the text, but for letters that few languages have. */
function folded(text        )         {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/**
 * What the words of a text begin with where they mean the same as a word: `volumes` and `volume` → `volume`, `restores`
 * and `restoring` → `restor`. Short words stay.
 */
function stemOf(word        )         {
  const stem = word.replace(/(?:ings?|ed|es|s|e)$/, "");
  return stem.length >= SHORTEST_STEM ? stem : word;
}

const SHORTEST_STEM = 4;

return { wordsOf, questionWords, folded, stemOf };
})();
const module3 = (() => {
                                                    
const { questionWords, stemOf, wordsOf } = module2;

/** A place that can be found: a page, one of its sections, or a file. */
                        
                                                        
                           
                                             
                        
                         
                                                     
                           
                        
                           
                                                                       
                                                                          
 

/** What a word is worth where it stands: whole, and as the beginning of another. */
const WORTH = [
  { whole: 12, beginning: 8 },
  { whole: 7, beginning: 5 },
  { whole: 2, beginning: 1 },
]         ;

/** Words that stand close together mean each other: as much more where they are neighbours. */
const WORTH_OF_NEARNESS = 6;

/** Characters beyond which words have nothing to do with each other. */
const FAR = 240;

/** A page whose title has every word is opened at its top; as much again for a title that has no other word. */
const WORTH_OF_THE_TOP = 10;

/** With fewer places that have every word, those that lack one of at least three follow. */
const FEW = 4;

const LONG_QUESTION = 3;

/** Sections of one page that are shown, the best ones. */
const MOST_OF_ONE_PAGE = 2;

/** Everything that can be found, ready to be searched many times. */
function entriesOf({ pages, files }            )          {
  const sections = pages.flatMap(([page, title, list]) =>
    list.map(([heading, anchor, text]) => {
      const address = anchor === "" ? page : `${page}#${anchor}`;
      return {
        address,
        page,
        title,
        heading,
        text,
        isFile: false,
        words: [searchable(title), searchable(heading), searchable(text)],
      }         ;
    }),
  );
  const others = files.map(([address, title, text]) => {
    return {
      address,
      page: address,
      title,
      heading: "",
      text,
      isFile: true,
      words: ["", searchable(title), searchable(text)],
    }         ;
  });
  return [...sections, ...others];
}

/**
 * Places that have every word of a question, the best first. A word may be the beginning of one that is there. A word
 * in a title counts more than one in a heading, and that more than one in the text. Where few have all words of a long
 * question, places follow that lack one.
 */
function rank(entries                  , question        , most = 12)          {
  const words = questionWords(question);
  if (words.length === 0) return [];
  const hits = entries.flatMap(entry => hitOf(entry, words) ?? []);
  const whole = hits.filter(({ lacking }) => lacking === 0);
  const found = fewOfEachPage(best(whole));
  const isHelpWanted = found.length < FEW && words.length >= LONG_QUESTION;
  const nearly = isHelpWanted ? best(hits.filter(({ lacking }) => lacking === 1)) : [];
  return fewOfEachPage([...found, ...nearly]).slice(0, most);
}

               
                        
                         
                                      
                           
 

/** Nothing for a section that has none of the words itself: then its page is the place. */
function hitOf(entry       , words                   )                  {
  const worths = words.map(word => entry.words.map((text, place) => worthOf(text, word, WORTH[place             ])));
  const isOwn = worths.some(([, heading = 0, text = 0]) => heading + text > 0);
  const isTop = entry.heading === "" && worths.every(([title = 0]) => title > 0);
  if (!isOwn && !isTop) return undefined;
  const score = worths.flat().reduce((sum, worth) => sum + worth, nearness(entry.words[2], words));
  const lacking = worths.filter(places => places.every(worth => worth === 0)).length;
  return { entry, score: isTop ? score + worthOfTop(entry, words) : score, lacking };
}

function worthOfTop({ title }       , words                   )         {
  return WORTH_OF_THE_TOP * (1 + words.length / Math.max(words.length, wordsOf(title).length));
}

function best(hits                )          {
  return hits.toSorted((one, other) => other.score - one.score).map(({ entry }) => entry);
}

function fewOfEachPage(entries                  )          {
  const taken = new Map                ();
  return entries.filter(({ page }) => {
    const count = (taken.get(page) ?? 0) + 1;
    taken.set(page, count);
    return count <= MOST_OF_ONE_PAGE;
  });
}

function worthOf(text        , word        , worth                        )         {
  if (text.includes(` ${word} `)) return worth.whole;
  return text.includes(` ${stemOf(word)}`) ? worth.beginning : 0;
}

/** How close the words come to each other anywhere in a text: 1 where they are neighbours, 0 where they are far apart. */
function nearness(text        , words                   )         {
  if (words.length < 2) return 0;
  const [first = "", ...others] = words.map(word => ` ${stemOf(word)}`);
  let best = FAR;
  for (let at = text.indexOf(first); at !== -1; at = text.indexOf(first, at + 1)) {
    const spread = Math.max(...others.map(other => distance(text, other, at)));
    best = Math.min(best, spread);
  }
  return WORTH_OF_NEARNESS * (1 - best / FAR);
}

function distance(text        , word        , from        )         {
  const after = text.indexOf(word, from);
  const before = text.lastIndexOf(word, from);
  return Math.min(after === -1 ? FAR : after - from, before === -1 ? FAR : from - before, FAR);
}

function searchable(text        )         {
  return ` ${wordsOf(text).join(" ")} `;
}

return { entriesOf, rank };
})();
const module4 = (() => {
const { SEARCH_DATA,                 } = module1;
const {             entriesOf } = module3;

let loading                              ;

/** Everything that can be found. It is loaded when somebody begins to search, for most pages are only read. */
function loadEntries(root        )                   {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${root}search.js`;
    script.addEventListener("load", () => resolve(entriesOf(dataOf(globalThis))));
    script.addEventListener("error", () => reject(new Error("search.js is not there")));
    document.head.append(script);
  });
  return loading;
}

function dataOf(scope        )             {
  return (scope                              )[SEARCH_DATA] ?? { pages: [], files: [] };
}

return { loadEntries };
})();
const module5 = (() => {
const { questionWords, stemOf } = module2;

/** A piece of a text, and whether it is what was looked for. */
                        
                        
                            
 

/** Characters of a text that a result shows. */
const LENGTH = 150;

/** The line of a text where most words of a question stand, cut to a length, with those words marked. */
function snippet(text        , question        )          {
  const pattern = patternOf(question);
  if (pattern === undefined) return [];
  const lines = text.split("\n");
  const counts = lines.map(line => new Set(line.toLowerCase().match(pattern) ?? []).size);
  const line = lines[counts.indexOf(Math.max(...counts))] ?? "";
  return pieces(cut(line, line.search(pattern)), pattern);
}

/** A text with the words of a question marked. */
function marked(text        , question        )          {
  const pattern = patternOf(question);
  return pattern === undefined ? [{ text, isMatch: false }] : pieces(text, pattern);
}

function patternOf(question        )                     {
  const words = questionWords(question).map(stemOf); // letters and digits: nothing to escape
  return words.length === 0 ? undefined : new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})[\\p{L}\\p{N}]*`, "giu");
}

function cut(line        , match        )         {
  if (line.length <= LENGTH) return line;
  const start = match < LENGTH / 2 ? 0 : line.lastIndexOf(" ", match - LENGTH / 3) + 1;
  const end = line.lastIndexOf(" ", start + LENGTH);
  const shown = line.slice(start, end > start ? end : start + LENGTH);
  return `${start === 0 ? "" : "… "}${shown}${start + shown.length < line.length ? " …" : ""}`;
}

function pieces(text        , pattern        )          {
  const matches = [...text.matchAll(pattern)];
  const ends = [0, ...matches.map(({ index, 0: word }) => index + word.length)];
  const parts = ends.flatMap((end, number) => {
    const match = matches[number];
    const before = { text: text.slice(end, match?.index), isMatch: false };
    return match === undefined ? [before] : [before, { text: match[0], isMatch: true }];
  });
  return parts.filter(part => part.text !== "");
}

return { snippet, marked };
})();
const module6 = (() => {
                                       
const { marked,             snippet } = module5;

/** A place that was found, as a link to it. */
function resultElement(entry       , question        , root        )              {
  const link = document.createElement("a");
  link.href = root + entry.address;
  const title = line("title", marked(entry.title, question));
  if (entry.heading !== "") title.append(line("heading", marked(entry.heading, question)));
  link.append(title, line("snippet", snippet(entry.text, question)));
  const item = document.createElement("li");
  item.append(link);
  return item;
}

function line(name        , pieces                  )              {
  const element = document.createElement("span");
  element.className = name;
  element.append(...pieces.map(({ text, isMatch }) => (isMatch ? mark(text) : text)));
  return element;
}

function mark(text        )              {
  const element = document.createElement("mark");
  element.textContent = text;
  return element;
}

return { resultElement };
})();
const module7 = (() => {
const { loadEntries } = module4;
const { rank } = module3;
const { resultElement } = module6;

/** Search in the bar: results come as one types, `/` leads to it, arrows through them, Escape away. */
function startSearch(search             , root        )       {
  const input = search.querySelector("input");
  const panel = search.querySelector             ("#results");
  if (input === null || panel === null) return;
  search.hidden = false;
  const links = () => [...panel.querySelectorAll("a")];

  const show = async () => {
    const question = input.value;
    const entries = await loadEntries(root).catch(() => []);
    if (question !== input.value) return; // another letter came meanwhile
    const found = rank(entries, question);
    panel.replaceChildren(
      ...(question.trim() === "" ? [] : results(found.map(entry => resultElement(entry, question, root)))),
    );
    panel.hidden = question.trim() === "";
  };
  const leave = () => {
    panel.hidden = true;
    input.focus();
  };
  const step = (by        ) => {
    const stops = [input, ...links()];
    const index = stops.indexOf(document.activeElement                    ) + by;
    stops[Math.min(Math.max(index, 0), stops.length - 1)]?.focus();
  };

  input.addEventListener("focus", () => void loadEntries(root).catch(() => []));
  input.addEventListener("input", () => void show());
  search.addEventListener("keydown", event => {
    const { key } = event;
    if (key === "ArrowDown") step(1);
    else if (key === "ArrowUp") step(-1);
    else if (key === "Escape") leave();
    else if (key === "Enter" && document.activeElement === input) links()[0]?.click();
    else return;
    event.preventDefault();
  });
  search.addEventListener("focusin", () => {
    panel.hidden = panel.childElementCount === 0;
  });
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Node && !search.contains(target)) panel.hidden = true;
    else if (target instanceof Element && target.closest("#results a")) panel.hidden = true;
  });
  document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

function results(items                        )                {
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  count.textContent = countOf(items.length);
  const list = document.createElement("ol");
  list.append(...items);
  return items.length === 0 ? [count] : [count, list];
}

function countOf(places        )         {
  if (places === 0) return "No place has all of these words.";
  return places === 1 ? "1 place" : `${places} places`;
}

function isTyping(target                    )          {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

return { startSearch };
})();
const module8 = (() => {
const { startCopying } = module0;
const { startSearch } = module7;

const search = document.getElementById("search");
if (search !== null) startSearch(search, document.body.dataset.root ?? "");
startCopying();

return {  };
})();
