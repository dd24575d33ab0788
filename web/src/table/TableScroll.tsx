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
    if (fromEnd && place.current !== null) place.current.scrollLeft = place.current.scrollWidth;
  }, [fromEnd]);
  return (
    <div className="table-scroll" ref={place} tabIndex={0} role="group" aria-label={label} aria-labelledby={labelledBy}>
      {children}
    </div>
  );
}
