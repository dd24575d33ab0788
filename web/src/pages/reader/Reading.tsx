import { useEffect, useMemo, useRef, useState, type MouseEvent } from "react";
import { Link, useSearchParams } from "wouter";
import { reportAddress, type ReportState } from "../../address";
import { Drawer } from "../../drawer/Drawer";
import { decoded, replaceHash, useHash } from "../../hash";
import { useWords } from "../../language/language";
import { isTopic, type Topic } from "../../language/terms";
import { useMedia } from "../../media";
import { marksOf } from "../../report/layout";
import type { Marking } from "../../report/Marked";
import { ScalarText } from "../../report/scalars";
import { searchWords } from "../../search/words";
import { About } from "./About";
import { Around } from "./Around";
import { Checks, type ReportCheck } from "./Checks";
import { today, type Cited } from "./citation";
import { Cite } from "./Cite";
import { FigurePanel } from "./FigurePanel";
import { Legend } from "./Legend";
import { Outline } from "./Outline";
import { branches } from "./branches";
import type { ReportFigure } from "./query";
import { ReadingHead } from "./ReadingHead";
import { SectionView } from "./SectionView";
import { useCurrentSection } from "./useCurrentSection";
import { useFound } from "./useFound";
import type { ReadCounty, ReadReport, Reading as Loaded } from "./useReport";
import { words } from "./words";

const nothing: ReadonlySet<string> = new Set();

/** A report that is there. What is looked at stands in the address: the figure or section behind the #, topic and words before it. */
export function Reading({ reading, report, county }: { reading: Loaded; report: ReadReport; county: NonNullable<ReadCounty> }) {
  const w = useWords(words);
  const { sections, figures, whole: complete } = reading;
  const [parameters] = useSearchParams();
  const topic = parameters.get("topic");
  const only: Topic | null = isTopic(topic) ? topic : null;
  const q = parameters.get("q") ?? "";
  const text = useRef<HTMLElement>(null);
  const [drawer, setDrawer] = useState<"outline" | "guide" | null>(null);
  const [lit, setLit] = useState<ReportCheck | null>(null);
  const [pinned, setPinned] = useState<ReportCheck | null>(null);
  const threeColumns = useMedia("(min-width: 68rem)");
  const twoColumns = useMedia("(min-width: 52rem)");

  const whole = useMemo(() => new ScalarText(report.text), [report.text]);
  const byId = useMemo(() => new Map(figures.map((figure) => [figure.id, figure])), [figures]);
  const bySection = useMemo(() => {
    const groups = new Map<string, ReportFigure[]>();
    for (const figure of figures) groups.set(figure.section.id, [...(groups.get(figure.section.id) ?? []), figure]);
    return groups;
  }, [figures]);
  const top = useMemo(() => {
    const counts = new Map<string, number>();
    for (const { section } of figures) counts.set(section.path, (counts.get(section.path) ?? 0) + 1);
    return branches(sections, counts);
  }, [sections, figures]);
  const marks = useMemo(() => marksOf(figures), [figures]);

  const { hash, chosen, show, goTo } = usePlace(byId, marks, sections.length);
  const current = useCurrentSection(sections);
  const found = useFound(text, useMemo(() => searchWords(q), [q]), figures);

  const light = lit ?? pinned;
  const litIds = useMemo(() => (light === null ? nothing : new Set(light.figures.map((figure) => figure.id))), [light]);
  const calm = useMemo<Marking>(() => ({ figures: byId, chosen: null, lit: nothing, only }), [byId, only]);
  const stirred = useMemo<Marking>(() => ({ figures: byId, chosen: chosen?.id ?? null, lit: litIds, only }), [byId, chosen, litIds, only]);
  // Only sections that have something to show are drawn anew.
  const markingOf = (own: readonly ReportFigure[]) =>
    own.some((figure) => figure.id === chosen?.id || litIds.has(figure.id)) ? stirred : calm;

  const state: ReportState = { topic: only, q };
  const mark = marks.find((one) => chosen !== null && one.figures.includes(chosen.id));
  const together = (mark?.figures ?? []).flatMap((id) => byId.get(id) ?? []);
  const step = (by: 1 | -1) => {
    const place = marks.findIndex((one) => one === mark);
    const next = marks[(place + by + marks.length) % marks.length]?.figures[0];
    if (next !== undefined) goTo(`figure-${next}`);
  };
  const close = () => {
    const anchor = mark === undefined ? null : document.getElementById(`figure-${mark.figures[0]}`);
    show(null);
    setPinned(null);
    anchor?.focus({ preventScroll: true });
  };
  // One listener for the hundreds of marks.
  const choose = (event: MouseEvent) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-figure]");
    if (link === null || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    show(`figure-${link.dataset["figure"]}`);
    setPinned(null);
    // With the keyboard one goes on reading in the panel; Escape leads back.
    if (event.detail === 0) requestAnimationFrame(() => document.querySelector<HTMLElement>(".panel")?.focus({ preventScroll: true }));
  };

  const cited: Cited = {
    county,
    year: report.year,
    title: report.title,
    edition: report.edition,
    issuers: report.issuers,
    dated: report.signedOn ?? report.publishedOn,
    url: report.source.url,
    address: new URL(reportAddress(county.code, report.year, { figure: chosen?.id ?? null }), window.location.href).href,
    quote: chosen?.quote ?? null,
    read: today(),
  };

  const outline = (
    <Outline
      top={top}
      current={current}
      onChoose={(path) => {
        setDrawer(null);
        goTo(`section-${path}`);
      }}
    />
  );
  const panel =
    chosen === null ? null : (
      <FigurePanel
        figure={chosen}
        together={together}
        county={county.code}
        year={report.year}
        reports={county.reports.nodes.length}
        onChoose={(id) => show(`figure-${id}`)}
        onStep={step}
        onClose={close}
      />
    );
  const guide = (
    <div className="reader-guide">
      {chosen === null ? <p className="small dim reader-hint">{w.hint}</p> : null}
      <Checks
        checks={report.checks}
        pinned={pinned}
        onLight={setLit}
        onChoose={(check) => {
          setDrawer(null);
          setPinned(check);
          const first = check.figures.toSorted((a, b) => (byId.get(a.id)?.span.start ?? 0) - (byId.get(b.id)?.span.start ?? 0))[0];
          if (first !== undefined) goTo(`figure-${first.id}`);
        }}
      />
      <Legend figures={figures} only={only} to={(one) => reportAddress(county.code, report.year, { ...state, topic: one, figure: chosen?.id ?? null })} />
      <Cite cited={cited} />
      <About report={report} />
    </div>
  );
  const here = sections.find((section) => section.path === current);

  return (
    <div
      className="reader"
      onKeyDown={(event) => {
        if (event.key === "Escape" && chosen !== null && drawer === null) close();
      }}
    >
      <ReadingHead report={report} county={county} figures={report.figures.totalCount} sections={report.sections.totalCount} />
      <div className="reader-notes" role="status">
        {complete ? null : <p className="small dim">{reading.failure === null ? w.loadingRest : w.restFailed}</p>}
        {complete && hash.startsWith("figure-") && chosen === null ? <p className="small">{w.gone}</p> : null}
        {q === "" ? null : (
          <p className="small">
            {w.found(q, found)}{" "}
            <Link href={reportAddress(county.code, report.year, { topic: only, figure: chosen?.id ?? null })} replace className="reader-clear">
              {w.clear}
            </Link>
          </p>
        )}
      </div>
      {threeColumns ? null : (
        <div className="reader-bar">
          <button type="button" onClick={() => setDrawer("outline")}>
            ☰ {w.outline}
          </button>
          <span className="reader-here" lang="zh">
            {here === undefined ? "" : `${here.label}${here.heading}`}
          </span>
          {twoColumns ? null : (
            <button type="button" onClick={() => setDrawer("guide")}>
              {w.guide}
            </button>
          )}
        </div>
      )}
      <div className="reader-columns">
        {threeColumns ? <div className="reader-outline">{outline}</div> : null}
        {/* Marks are links; what a click on them does is told here once. */}
        <article ref={text} className="reader-text" lang="zh" aria-label={w.text} onClick={choose}>
          {sections.map((section) => {
            const own = bySection.get(section.id) ?? none;
            return <SectionView key={section.id} whole={whole} section={section} figures={own} marking={markingOf(own)} />;
          })}
          {complete ? <Around whole={whole} sections={sections} /> : null}
        </article>
        {twoColumns ? (
          <aside className="reader-side">
            {panel}
            {guide}
          </aside>
        ) : (
          panel
        )}
      </div>
      {threeColumns ? null : (
        <Drawer title={w.outline} side="left" open={drawer === "outline"} onClose={() => setDrawer((now) => (now === "outline" ? null : now))}>
          {outline}
        </Drawer>
      )}
      {twoColumns ? null : (
        <Drawer title={w.guide} side="right" open={drawer === "guide"} onClose={() => setDrawer((now) => (now === "guide" ? null : now))}>
          {guide}
        </Drawer>
      )}
    </div>
  );
}

const none: readonly ReportFigure[] = [];

/**
 * The place in the report that the address names, and the figure there. Whoever comes with such an address is taken
 * there as soon as the place is on the page; whoever clicks at a mark stays where they are.
 */
function usePlace(byId: ReadonlyMap<string, ReportFigure>, marks: readonly { figures: string[] }[], sections: number) {
  const hash = useHash();
  const arrived = useRef("");
  const chosen = hash.startsWith("figure-") ? (byId.get(hash.slice("figure-".length)) ?? null) : null;
  useEffect(() => {
    if (hash === "" || arrived.current === hash) return;
    // The second figure of a mark stands where the first one does.
    const figure = hash.startsWith("figure-") ? hash.slice("figure-".length) : null;
    const first = figure === null ? undefined : marks.find((mark) => mark.figures.includes(figure))?.figures[0];
    const element = document.getElementById(first === undefined ? hash : `figure-${first}`);
    if (element === null) return;
    const begins = arrived.current === "";
    arrived.current = hash;
    element.scrollIntoView({ block: figure === null ? "start" : "center", behavior: begins ? "instant" : "auto" });
    // The keyboard goes on from where the link led.
    if (figure !== null && begins) element.focus({ preventScroll: true });
  }, [hash, marks, sections]);
  const show = (place: string | null) => {
    arrived.current = place ?? "none";
    replaceHash(place);
    // On a phone the panel would cover what was touched.
    if (place !== null) requestAnimationFrame(() => document.getElementById(place)?.scrollIntoView({ block: "nearest" }));
  };
  const goTo = (place: string) => {
    arrived.current = "none";
    // The same place once more is a way back to it.
    if (decoded(location.hash.slice(1)) === place) document.getElementById(place)?.scrollIntoView({ block: "center" });
    else replaceHash(place);
  };
  return { hash, chosen, show, goTo };
}
