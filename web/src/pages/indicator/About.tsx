import { Link } from "wouter";
import { indicatorAddress } from "../../address";
import { numberText } from "../../figure/value";
import { dictionary, useLanguage, useNames, useWords } from "../../language/language";
import { Definition } from "./Definition";
import type { FoundIndicator } from "./query";

const words = dictionary(
  { definition: "口径", includes: "包括", coverage: "收录", counties: "县", reports: "报告", figures: "数字", years: "年份" },
  {
    definition: "Definition",
    includes: "Includes",
    coverage: "Coverage",
    counties: "Counties",
    reports: "Reports",
    figures: "Figures",
    years: "Years",
  },
);

/** What an indicator counts, what is a part of it, and how much is known of it. */
export function About({ indicator }: { indicator: FoundIndicator }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const nameOf = useNames();
  const { coverage } = indicator;
  return (
    <div className="indicator-about">
      <section aria-labelledby="definition">
        <h2 id="definition" className="unseen">
          {w.definition}
        </h2>
        <Definition text={indicator.description} />
        {indicator.children.length === 0 ? null : (
          <p className="small">
            <span className="dim">{w.includes}</span>{" "}
            {indicator.children.map((child) => (
              <Link key={child.id} href={indicatorAddress(child.code)} className="indicator-child">
                {nameOf(child)}
              </Link>
            ))}
          </p>
        )}
      </section>
      <dl className="counts" aria-label={w.coverage}>
        {(["counties", "reports", "figures"] as const).map((what) => (
          <div key={what}>
            <dt>{w[what]}</dt>
            <dd>{numberText(coverage[what], language)}</dd>
          </div>
        ))}
        <div>
          <dt>{w.years}</dt>
          <dd>{coverage.firstYear === coverage.lastYear ? (coverage.firstYear ?? "—") : `${coverage.firstYear}–${coverage.lastYear}`}</dd>
        </div>
      </dl>
    </div>
  );
}
