export interface SnippetPart {
  text: string;
  /** Whether it is one of the words that were searched for. */
  found: boolean;
}

/** A snippet in parts: the words stand between « and », which are not shown. */
export function snippetParts(snippet: string): SnippetPart[] {
  return snippet
    .split(/«([^»]*)»/)
    .map((text, place) => ({ text, found: place % 2 === 1 }))
    .filter((part) => part.text !== "");
}

/** A text in parts, where the words are looked for here: headings come without marks. */
export function foundIn(text: string, words: readonly string[]): SnippetPart[] {
  const small = text.toLowerCase();
  // Letters that change their length when they are made small would shift the places.
  if (words.length === 0 || small.length !== text.length) return [{ text, found: false }];
  const marked = Array.from({ length: text.length }, () => false);
  for (const word of words) {
    for (let at = small.indexOf(word); at >= 0; at = small.indexOf(word, at + 1)) marked.fill(true, at, at + word.length);
  }
  const parts: SnippetPart[] = [];
  for (const [place, found] of marked.entries()) {
    const last = parts.at(-1);
    if (last?.found === found) last.text += text.charAt(place);
    else parts.push({ text: text.charAt(place), found });
  }
  return parts;
}
