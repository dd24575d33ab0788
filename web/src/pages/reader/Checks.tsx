import { numberText } from "../../figure/value";
import { dictionary, useLanguage, useWords } from "../../language/language";
import { checkRules, checkStatuses } from "../../language/terms";
import type { ReadReport } from "./useReport";

export type ReportCheck = ReadReport["checks"][number];

const words = dictionary(
  {
    title: "算术校核",
    explain: "报告自己说的总数与分项、比率与数量，是否对得上。指向一条，正文里相关的数字就亮起来；点一条，跳到那里。",
    none: "这份报告里没有可以相互核对的数字。",
    stated: (stated: string, expected: string) => `文中 ${stated}，推算 ${expected}`,
    part: (total: string, part: string) => `总数 ${total}，部分 ${part}`,
    off: (difference: string) => `相差 ${difference}`,
    all: (count: number) => `${count} 条全部相符`,
    failed: (failed: number, count: number) => `${count} 条中有 ${failed} 条不符`,
  },
  {
    title: "Arithmetic",
    explain:
      "Whether totals and parts, rates and counts of the report agree. Point at one and its figures light up in the text; choose it to go there.",
    none: "The report has no figures that can be checked against each other.",
    stated: (stated: string, expected: string) => `stated ${stated}, expected ${expected}`,
    part: (total: string, part: string) => `total ${total}, part ${part}`,
    off: (difference: string) => `off by ${difference}`,
    all: (count: number) => (count === 1 ? "The one relation holds" : `All ${count} relations hold`),
    failed: (failed: number, count: number) => `${failed} of ${count} do not hold`,
  },
);

const order = { FAILED: 0, ROUNDED: 1, PASSED: 2 };
const signs = { PASSED: "✓", ROUNDED: "≈", FAILED: "✗" };

/** The report's own arithmetic, what does not hold first. */
export function Checks({
  checks,
  pinned,
  onLight,
  onChoose,
}: {
  checks: readonly ReportCheck[];
  /** The one that was chosen last. */
  pinned: ReportCheck | null;
  /** Lights up the figures of a check while it is pointed at; null for none. */
  onLight: (check: ReportCheck | null) => void;
  onChoose: (check: ReportCheck) => void;
}) {
  const w = useWords(words);
  const rules = useWords(checkRules);
  const statuses = useWords(checkStatuses);
  const failed = checks.filter((check) => check.status === "FAILED").length;
  return (
    <section className="checks" aria-labelledby="checks">
      <h2 id="checks">
        {w.title}{" "}
        {checks.length === 0 ? null : (
          <small className={failed > 0 ? "checks-failed" : "dim"}>{failed > 0 ? w.failed(failed, checks.length) : w.all(checks.length)}</small>
        )}
      </h2>
      <p className="small dim">{checks.length === 0 ? w.none : w.explain}</p>
      <ul>
        {checks
          .toSorted((a, b) => order[a.status] - order[b.status])
          .map((check, place) => (
            <li key={place}>
              <button
                type="button"
                className={`check check-${check.status}`}
                aria-pressed={check === pinned}
                onMouseEnter={() => onLight(check)}
                onMouseLeave={() => onLight(null)}
                onFocus={() => onLight(check)}
                onBlur={() => onLight(null)}
                onClick={() => onChoose(check)}
              >
                <span className="check-status">
                  <span aria-hidden="true">{signs[check.status]}</span> {statuses[check.status]}
                </span>
                <span className="check-statement number" lang="zh">
                  {check.statement}
                </span>
                <span className="check-rule">
                  {rules[check.rule]} · <Sides check={check} />
                </span>
              </button>
            </li>
          ))}
      </ul>
    </section>
  );
}

function Sides({ check }: { check: ReportCheck }) {
  const w = useWords(words);
  const { language } = useLanguage();
  // A rate has its unit by itself; sums are in the unit of the total, which comes first.
  const percent = check.rule === "RATE_MATCHES_COUNTS" || check.rule === "PERCENT_IN_RANGE" ? "%" : "";
  const text = (number: number) => numberText(Math.round(number * 1e4) / 1e4, language) + percent;
  if (check.rule === "TOTAL_EXCEEDS_PART") return <>{w.part(text(check.stated), text(check.expected))}</>;
  return (
    <>
      {w.stated(text(check.stated), text(check.expected))}
      {check.status === "PASSED" ? "" : ` · ${w.off(text(Math.abs(check.difference)))}`}
    </>
  );
}
