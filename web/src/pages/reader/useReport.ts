import { useEffect, useMemo, useState } from "react";
import { useClient, type CombinedError } from "urql";
import type { ResultOf } from "../../query/graphql";
import { useAnswer } from "../../query/useAnswer";
import { MoreOfReportQuery, ReportQuery, type ReportFigure, type ReportSection } from "./query";

export type ReadReport = NonNullable<ResultOf<typeof ReportQuery>["report"]>;
export type ReadCounty = ResultOf<typeof ReportQuery>["county"];

interface Rest {
  /** The report that this is the rest of. */
  of: ReadReport;
  sections: ReportSection[];
  figures: ReportFigure[];
}

export interface Reading {
  /** Undefined while it is on its way, null where there is none. */
  report: ReadReport | null | undefined;
  county: ReadCounty | undefined;
  sections: readonly ReportSection[];
  figures: readonly ReportFigure[];
  /** Whether all sections and figures are here. */
  whole: boolean;
  /** Why the report, or a part of it, could not be read. */
  failure: CombinedError | null;
  again: () => void;
}

/** A report with all of its sections and figures: it can be read with the first hundred, and the rest is fetched by and by. */
export function useReport(county: string, year: number): Reading {
  const client = useClient();
  const { data, failure, again } = useAnswer({ query: ReportQuery, variables: { county, year } });
  const [rest, setRest] = useState<Rest | null>(null);
  const [broken, setBroken] = useState<CombinedError | null>(null);
  // Between two addresses urql still gives the answer to the one before.
  const current = data !== undefined && (data.report === null || (data.report.year === year && data.county?.code === county));
  const report = current ? data.report : undefined;

  useEffect(() => {
    setBroken(null);
    if (report === undefined || report === null) return undefined;
    let left = false;
    const read = async () => {
      let [sections, figures] = [report.sections.pageInfo, report.figures.pageInfo];
      while (!left && (sections.hasNextPage || figures.hasNextPage)) {
        const variables = {
          id: report.id,
          sections: sections.hasNextPage,
          sectionsAfter: sections.endCursor,
          figures: figures.hasNextPage,
          figuresAfter: figures.endCursor,
        };
        const answer = await client.query(MoreOfReportQuery, variables).toPromise();
        const more = answer.data?.report;
        if (left) return;
        if (more === undefined || more === null) {
          setBroken(answer.error ?? null);
          return;
        }
        setRest((before) => {
          const so = before?.of === report ? before : { of: report, sections: [], figures: [] };
          return {
            of: report,
            sections: [...so.sections, ...(more.sections?.nodes ?? [])],
            figures: [...so.figures, ...(more.figures?.nodes ?? [])],
          };
        });
        sections = more.sections?.pageInfo ?? { hasNextPage: false, endCursor: null };
        figures = more.figures?.pageInfo ?? { hasNextPage: false, endCursor: null };
      }
    };
    setRest(null);
    void read();
    return () => {
      left = true;
    };
  }, [client, report]);

  const further = rest?.of === report ? rest : null;
  const sections = useMemo(() => (report ? [...report.sections.nodes, ...(further?.sections ?? [])] : []), [report, further]);
  const figures = useMemo(() => (report ? [...report.figures.nodes, ...(further?.figures ?? [])] : []), [report, further]);
  return {
    report,
    county: current ? data.county : undefined,
    sections,
    figures,
    whole: report ? sections.length >= report.sections.totalCount && figures.length >= report.figures.totalCount : false,
    failure: failure ?? broken,
    again,
  };
}
