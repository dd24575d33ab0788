import { useEffect, useState, type RefObject } from "react";

/**
 * Marks words in a text, with the highlights of CSS, which leave the document as it is, and counts them. Browsers
 * without them (Firefox before 140) show the text without these marks.
 */
export function useFound(place: RefObject<HTMLElement | null>, words: readonly string[], ready: unknown): number {
  const [count, setCount] = useState(0);
  const key = words.join("\n");
  useEffect(() => {
    const root = place.current;
    if (root === null || key === "") {
      setCount(0);
      return undefined;
    }
    const ranges: Range[] = [];
    for (const block of root.querySelectorAll("h2, h3, h4, h5, h6, p, td, th")) ranges.push(...rangesIn(block, key.split("\n")));
    setCount(ranges.length);
    if (typeof Highlight === "undefined" || CSS.highlights === undefined) return undefined;
    CSS.highlights.set("found", new Highlight(...ranges));
    return () => {
      CSS.highlights.delete("found");
    };
  }, [place, key, ready]);
  return count;
}

/** The places of words in the text of a block, which may run over several of its nodes. */
function rangesIn(block: Element, words: readonly string[]): Range[] {
  const nodes: { node: Text; start: number }[] = [];
  let text = "";
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    nodes.push({ node, start: text.length });
    text += node.data.toLowerCase();
  }
  const ranges: Range[] = [];
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      const from = nodes.findLast((one) => one.start <= at);
      const to = nodes.findLast((one) => one.start < at + word.length);
      if (from === undefined || to === undefined) continue;
      const range = document.createRange();
      range.setStart(from.node, at - from.start);
      range.setEnd(to.node, at + word.length - to.start);
      ranges.push(range);
    }
  }
  return ranges;
}
