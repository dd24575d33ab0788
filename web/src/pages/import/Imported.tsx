import type { ReactNode } from "react";
import { Link } from "wouter";
import { countyAddress, reportAddress, reviewsAddress } from "../../address";
import { faultText } from "../../language/faults";
import { useLanguage, useNames, useWords } from "../../language/language";
import { editions } from "../../language/terms";
import type { ResultOf } from "../../query/graphql";
import { useAnswer } from "../../query/useAnswer";
import { Failure, Skeleton } from "../../states/states";
import { ImportedQuery } from "./query";
import { words } from "./words";

type Job = NonNullable<ResultOf<typeof ImportedQuery>["importJob"]>;
type Report = NonNullable<Job["report"]>;

/** What was recognised in an imported document, and what needs a look, with the ways there. */
export function Imported({ id, named }: { id: string; named: boolean }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const nameOf = useNames();
  const editionNames = useWords(editions);
  const { data, failure, again } = useAnswer({ query: ImportedQuery, variables: { id }, requestPolicy: "network-only" });
  if (failure !== null) return <Failure error={failure} retry={again} />;
  if (data === undefined) return <Skeleton lines={5} height="9rem" />;
  const job = data.importJob;
  if (job === null) return <p className="dim">{w.forgotten}</p>;
  const { report } = job;
  if (report === null) {
    return job.warnings.length === 0 ? (
      <p className="dim">{w.gone}</p>
    ) : (
      job.warnings.map((warning, place) => <p key={place}>{faultText(warning, language)}</p>)
    );
  }
  const { county, year } = report;
  return (
    <div className="imported">
      <h3>
        <Link href={countyAddress(county.code)} className="plain">
          {nameOf(county)}
        </Link>{" "}
        <span className="number">{year}</span>{" "}
        <small className="dim">
          {nameOf(county.province)} · {editionNames[report.edition]}
        </small>
      </h3>
      {named ? null : <p className="small dim">{report.source.name}</p>}
      <p lang="zh">{report.title}</p>
      <p className="imported-counts">
        <span className="number">
          {w.counts(report.sections.totalCount, report.figures.totalCount, report.figures.totalCount - report.without.totalCount)}
        </span>
        <Link className="button" href={reportAddress(county.code, year)}>
          {w.read}
        </Link>
      </p>
      <ToLookAt job={job} report={report} />
    </div>
  );
}

function ToLookAt({ job, report }: { job: Job; report: Report }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const nameOf = useNames();
  const { county, year, weak, without, checks } = report;
  const figures = (found: Report["weak"]) => (
    <>
      <ul>
        {found.nodes.map((figure) => (
          <li key={figure.id}>
            <Link href={reportAddress(county.code, year, { figure: figure.id })} lang="zh">
              {figure.raw}
            </Link>{" "}
            <span className="imported-quote" lang="zh">
              {figure.quote}
            </span>
            {figure.indicator === null ? null : (
              <span className="dim">
                {" "}
                → {nameOf(figure.indicator)} <span className="number">{Math.round(figure.confidence * 100)}%</span>
              </span>
            )}
          </li>
        ))}
      </ul>
      {found.totalCount > found.nodes.length ? <p className="dim">{w.andMore(found.totalCount - found.nodes.length)}</p> : null}
    </>
  );
  const groups: { title: string; body: ReactNode; open: boolean }[] = [];
  if (checks.length > 0) {
    groups.push({
      title: w.checks(checks.length),
      open: true,
      body: (
        <ul>
          {checks.map((check, place) => (
            <li key={place}>
              <Link href={reportAddress(county.code, year, { figure: check.figures[0]?.id ?? null })} lang="zh">
                {check.statement}
              </Link>
            </li>
          ))}
        </ul>
      ),
    });
  }
  if (weak.totalCount > 0) groups.push({ title: w.weak(weak.totalCount), body: figures(weak), open: true });
  if (without.totalCount > 0) groups.push({ title: w.without(without.totalCount), body: figures(without), open: false });
  if (job.warnings.length === 0 && groups.length === 0) return <p className="dim">{w.fine}</p>;
  return (
    <div className="imported-look">
      <h4>{w.look}</h4>
      {job.warnings.map((warning, place) => (
        <p key={place} className="imported-warning">
          {faultText(warning, language)}
        </p>
      ))}
      {groups.map((group) => (
        <details key={group.title} open={group.open}>
          <summary>{group.title}</summary>
          {group.body}
        </details>
      ))}
      {weak.totalCount + without.totalCount === 0 ? null : (
        <p>
          <Link href={reviewsAddress({ county: county.code, year })}>{w.review}</Link>
        </p>
      )}
    </div>
  );
}
