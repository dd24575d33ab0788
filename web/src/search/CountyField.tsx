import { dictionary, useNames, useWords } from "../language/language";
import { graphql } from "../query/graphql";
import { useAnswer } from "../query/useAnswer";
import { SoughtField, useSought } from "./SoughtField";
import "./chips.css";

const FindAnyCountyQuery = graphql(`
  query FindAnyCounty($words: String!, $hasReports: Boolean) {
    counties(first: 8, filter: { nameContains: $words, hasReports: $hasReports }) {
      nodes {
        id
        code
        name
        nameEn
        province {
          code
          name
          nameEn
        }
      }
    }
  }
`);

const NamedCountyQuery = graphql(`
  query NamedCounty($code: String!) {
    county(code: $code) {
      id
      name
      nameEn
    }
  }
`);

const words = dictionary(
  {
    find: "输入县名",
    found: (count: number) => `${count} 个县，用上下键选择`,
    none: "没有这个县",
    remove: (name: string) => `去掉${name}`,
  },
  {
    find: "Name of the county",
    found: (count: number) => `${count} counties, choose with the arrow keys`,
    none: "No county of this name",
    remove: (name: string) => `Remove ${name}`,
  },
);

/** One county, by its code: found by name, and taken back with one click. */
export function CountyField({
  code,
  onChange,
  withReports = false,
}: {
  code: string | null;
  onChange: (code: string | null) => void;
  /** Whether only counties with reports are offered. */
  withReports?: boolean;
}) {
  const w = useWords(words);
  const nameOf = useNames();
  const sought = useSought();
  const { data, fetching } = useAnswer({
    query: FindAnyCountyQuery,
    variables: { words: sought.query, hasReports: withReports ? true : null },
    pause: sought.query === "",
  });
  const named = useAnswer({ query: NamedCountyQuery, variables: { code: code ?? "" }, pause: code === null }).data?.county;
  if (code !== null) {
    const name = named ? nameOf(named) : code;
    return (
      <span className="chip">
        {name}
        <button type="button" className="quiet" aria-label={w.remove(name)} onClick={() => onChange(null)}>
          ×
        </button>
      </span>
    );
  }
  const found = (data?.counties.nodes ?? []).map((county) => ({
    key: county.code,
    name: nameOf(county),
    detail: `${nameOf(county.province)} ${county.code}`,
  }));
  return (
    <SoughtField
      label={w.find}
      sought={sought}
      found={found}
      fetching={fetching}
      onChoose={onChange}
      status={w.found}
      none={w.none}
    />
  );
}
