import { useEffect, useRef } from "react";
import { useWords } from "../../language/language";
import { within, type Branch } from "./branches";
import { words } from "./words";

/**
 * The tree of sections, the one that is being read marked and kept in view. Run-in items are listed where one is: below
 * the section that holds what is being read.
 */
export function Outline({ top, current, onChoose }: { top: readonly Branch[]; current: string | null; onChoose: (path: string) => void }) {
  const w = useWords(words);
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const box = nav.current;
    const link = box?.querySelector<HTMLElement>('[aria-current="location"]');
    if (!box || !link) return;
    // Only the list moves, never the page.
    const scroller = box.closest<HTMLElement>(".drawer, .reader-outline") ?? box;
    const [outer, inner] = [scroller.getBoundingClientRect(), link.getBoundingClientRect()];
    if (inner.top < outer.top + 40 || inner.bottom > outer.bottom - 40) {
      scroller.scrollTo({ top: scroller.scrollTop + inner.top - outer.top - outer.height / 3, behavior: "instant" });
    }
  }, [current]);
  return (
    <nav ref={nav} className="outline" aria-label={w.outline} lang="zh">
      <List branches={top} current={current} onChoose={onChoose} />
    </nav>
  );
}

function List({ branches, current, onChoose }: { branches: readonly Branch[]; current: string | null; onChoose: (path: string) => void }) {
  const w = useWords(words);
  return (
    <ol>
      {branches.map(({ section, figures, children }) => (
        <li key={section.id} className={`outline-${Math.min(section.level, 4)}`}>
          <a
            href={`#section-${section.path}`}
            aria-current={section.path === current ? "location" : undefined}
            onClick={(event) => {
              event.preventDefault();
              onChoose(section.path);
            }}
          >
            <span className="outline-words">
              {section.label}
              {section.heading !== "" ? section.heading : section.kind === "CLOSING" ? w.closing : section.label === "" ? w.preamble : ""}
            </span>
            {figures === 0 ? null : (
              <span className="outline-count number" title={w.inSection(figures)}>
                {figures}
              </span>
            )}
          </a>
          {children.length > 0 && (section.level < 2 || (current !== null && within(current, section.path))) ? (
            <List branches={children} current={current} onChoose={onChoose} />
          ) : null}
        </li>
      ))}
    </ol>
  );
}
