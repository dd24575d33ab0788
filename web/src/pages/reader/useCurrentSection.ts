import { useEffect, useState } from "react";
import type { ReportSection } from "./query";

/** The section whose heading last passed the upper part of the window. */
export function useCurrentSection(sections: readonly ReportSection[]): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  useEffect(() => {
    if (sections.length === 0) return undefined;
    const elements = sections.map((section) => document.getElementById(`section-${section.path}`));
    let frame = 0;
    const look = () => {
      frame = 0;
      const line = Math.min(180, innerHeight / 4);
      // The last one that begins above the line: they lie one below the other.
      let [low, high] = [0, elements.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        const top = elements[middle]?.getBoundingClientRect().top;
        if (top !== undefined && top <= line) low = middle;
        else high = middle - 1;
      }
      // At the very end of the page the last sections never reach the line.
      const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 4;
      setCurrent(sections[atEnd && scrollY > 0 ? Math.max(low, lastVisible(elements)) : low]?.path ?? null);
    };
    const moved = () => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    look();
    addEventListener("scroll", moved, { passive: true });
    addEventListener("resize", moved);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener("scroll", moved);
      removeEventListener("resize", moved);
    };
  }, [sections]);
  return current;
}

function lastVisible(elements: readonly (HTMLElement | null)[]): number {
  return elements.findLastIndex((element) => (element?.getBoundingClientRect().top ?? Infinity) < innerHeight / 2);
}
