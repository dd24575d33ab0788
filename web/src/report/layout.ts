/**
 * How a section is set: its heading, its paragraphs and tables, and in them the pieces that are figures.
 *
 * The spans of figures count in the text as received; what is easy to read is the section's own text, where broken lines
 * are joined and page numbers are gone. Every character of the latter is one of the former, in the same order, so the two
 * are laid side by side and the places carried over.
 */
import type { ScalarText } from "./scalars";

export interface Spanned {
  id: string;
  span: { start: number; end: number };
}

export interface SectionText {
  label: string;
  heading: string;
  text: string;
  span: { start: number; end: number };
}

/** A piece of text; `figures` are the ids of those that are printed with it, empty for the text between them. */
export interface Piece {
  text: string;
  figures: readonly string[];
}

export type Block = { kind: "paragraph"; pieces: Piece[] } | { kind: "table"; rows: Piece[][][] };

export interface Layout {
  label: string;
  heading: Piece[];
  /** Whether the text goes on in the line of the heading, and the stop between the two: 一是压实责任。全县… */
  runIn: boolean;
  stop: string;
  blocks: Block[];
}

interface Mark {
  start: number;
  end: number;
  figures: string[];
}

/** Figures that share printed characters (修订、废止各3件) are one mark. */
export function marksOf(figures: readonly Spanned[]): Mark[] {
  const marks: Mark[] = [];
  for (const { id, span } of figures.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const last = marks.at(-1);
    if (last !== undefined && span.start < last.end) {
      last.end = Math.max(last.end, span.end);
      last.figures.push(id);
    } else {
      marks.push({ start: span.start, end: span.end, figures: [id] });
    }
  }
  return marks;
}

/** Lays out a section of `whole` with the figures that stand in it. */
export function layOut(whole: ScalarText, section: SectionText, figures: readonly Spanned[]): Layout {
  const received = Array.from(whole.slice(section.span.start, section.span.end));
  const own = Array.from(section.label + section.heading + section.text);
  const places = align(own, received);
  const marks = marksOf(figures);
  if (places === null) {
    // A text that cannot be laid beside what was received is shown as it was received.
    const all = cut(received, received.map((_, place) => section.span.start + place), marks);
    return { label: "", heading: [], runIn: false, stop: "", blocks: blocksOf(all) };
  }
  const at = places.map((place) => section.span.start + place);
  const labelEnd = Array.from(section.label).length;
  const headingEnd = labelEnd + Array.from(section.heading).length;
  const between =
    headingEnd === 0 || headingEnd >= own.length
      ? "\n"
      : received.slice((places[headingEnd - 1] ?? 0) + 1, places[headingEnd] ?? 0).join("");
  return {
    label: section.label,
    heading: cut(own.slice(labelEnd, headingEnd), at.slice(labelEnd, headingEnd), marks),
    runIn: headingEnd < own.length && !between.includes("\n"),
    stop: between.replace(/[\s*#]/g, ""),
    blocks: blocksOf(cut(own.slice(headingEnd), at.slice(headingEnd), marks)),
  };
}

const blank = /^\s$/u;

/**
 * For each character of `own` its place in `received`, of which it is a part; null where it is not. What `received` has
 * besides (line breaks, page numbers) may begin with the very character that is looked for, so a place is taken behind a
 * gap only where the next characters follow as well.
 */
function align(own: readonly string[], received: readonly string[]): number[] | null {
  const places: number[] = [];
  let next = 0;
  let gap = true;
  for (const [index, one] of own.entries()) {
    if (blank.test(one)) {
      places.push(next);
      gap = true;
      continue;
    }
    if (gap || received[next] !== one) {
      const found = [8, 3, 1].map((ahead) => search(own, index, received, next, ahead)).find((place) => place !== null);
      if (found === undefined || found === null) return null;
      next = found;
      gap = false;
    }
    places.push(next);
    next += 1;
    // Behind a line break anything may come.
    if (received[next] === "\n" || received[next] === "\r") gap = true;
  }
  return places;
}

function search(own: readonly string[], index: number, received: readonly string[], from: number, ahead: number): number | null {
  for (let place = from; place < received.length; place += 1) {
    if (received[place] === own[index] && follows(own, index, received, place, ahead)) return place;
  }
  return null;
}

/** Whether the next characters are the same in both, spaces apart. */
function follows(own: readonly string[], index: number, received: readonly string[], place: number, ahead: number): boolean {
  let [a, b] = [index, place];
  for (let left = ahead; left > 0; left -= 1) {
    while (a < own.length && blank.test(own[a] ?? "")) a += 1;
    while (b < received.length && blank.test(received[b] ?? "")) b += 1;
    if (a >= own.length) return true;
    if (own[a] !== received[b]) return false;
    a += 1;
    b += 1;
  }
  return true;
}

/** Cuts characters, whose places are `at`, into the marks and what is between them. */
function cut(characters: readonly string[], at: readonly number[], marks: readonly Mark[]): Piece[] {
  const pieces: Piece[] = [];
  let mark = 0;
  for (const [index, one] of characters.entries()) {
    const place = at[index] ?? 0;
    while (mark < marks.length && (marks[mark]?.end ?? 0) <= place) mark += 1;
    const here = marks[mark];
    const figures = here !== undefined && here.start <= place ? here.figures : none;
    const last = pieces.at(-1);
    if (last !== undefined && last.figures === figures) last.text += one;
    else pieces.push({ text: one, figures });
  }
  return pieces;
}

const none: readonly string[] = [];

/** Paragraphs, and tables where lines have cells: |受理|45件|. */
function blocksOf(pieces: readonly Piece[]): Block[] {
  const blocks: Block[] = [];
  for (const line of splitAt(pieces, "\n")) {
    const text = textOf(line).trim();
    if (text === "") continue;
    const cells = text.split("|").length - 1;
    const last = blocks.at(-1);
    if (cells >= 2 || (cells === 1 && last?.kind === "table")) {
      // The line under a head that only tells how cells are aligned.
      if (/^[|\s:-]+$/.test(text)) continue;
      const row = splitAt(line, "|").map(trimmed);
      const bare = row.slice(text.startsWith("|") ? 1 : 0, text.endsWith("|") ? -1 : undefined);
      if (last?.kind === "table") last.rows.push(bare);
      else blocks.push({ kind: "table", rows: [bare] });
    } else {
      blocks.push({ kind: "paragraph", pieces: trimmed(line) });
    }
  }
  return blocks;
}

export const textOf = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join("");

function splitAt(pieces: readonly Piece[], sign: string): Piece[][] {
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    for (const [index, text] of piece.text.split(sign).entries()) {
      if (index > 0) parts.push([]);
      if (text !== "") parts.at(-1)?.push({ text, figures: piece.figures });
    }
  }
  return parts;
}

function trimmed(pieces: readonly Piece[]): Piece[] {
  const kept = pieces.map((piece) => ({ ...piece }));
  const first = kept[0];
  if (first !== undefined) first.text = first.text.trimStart();
  const last = kept.at(-1);
  if (last !== undefined) last.text = last.text.trimEnd();
  return kept.filter((piece) => piece.text !== "");
}
