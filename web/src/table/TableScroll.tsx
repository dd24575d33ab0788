import { useLayoutEffect, useRef, type ReactNode } from "react";

/**
 * The place of a table that may be wider than the page: it scrolls by itself, with the keyboard too. `fromEnd` shows
 * the right end first, where the latest years are.
 */
export function TableScroll({
  children,
  fromEnd = false,
  label,
  labelledBy,
}: {
  children: ReactNode;
  fromEnd?: boolean;
  label?: string;
  labelledBy?: string;
}) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (fromEnd && place.current !== null) showEnd(place.current);
  }, [fromEnd]);
  return (
    <div className="table-scroll" ref={place} tabIndex={0} role="group" aria-label={label} aria-labelledby={labelledBy}>
      {children}
    </div>
  );
}

/** Scrolls to the end, and as much further as no number is half below the column that stays. */
function showEnd(place: HTMLElement): void {
  place.style.paddingInlineEnd = "0";
  const end = place.scrollWidth - place.clientWidth;
  if (end <= 0) return;
  const [first, ...columns] = place.querySelectorAll<HTMLElement>("thead tr:first-child > *");
  const staying = first === undefined || getComputedStyle(first).position !== "sticky" ? 0 : first.offsetWidth;
  const starts = columns.map((column) => column.offsetLeft - staying).filter((start) => start >= end);
  const start = starts.length === 0 ? end : Math.min(...starts);
  place.style.paddingInlineEnd = `${start - end}px`;
  place.scrollLeft = start;
}
