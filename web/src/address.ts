/**
 * The addresses of the explorer. Every link goes through these functions, and every page reads what they write, so that
 * an address keeps the whole state of a page.
 */

type Value = string | number | null | undefined | readonly (string | number)[];

/** A path with the parameters that are given; lists are repeated, what is empty is left out. */
export function address(path: string, parameters: Record<string, Value> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null || value === undefined || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  // A colon and a comma need no escape in a query, and codes stay readable.
  const text = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return text === "" ? path : `${path}?${text}`;
}

export const overviewAddress = "/";

/** The overview with the reports of one province. */
export const provinceAddress = (province: string | null): string => address("/", { province });

export interface CountyState {
  topic?: string | null;
  /** The series that is drawn, by the code of its indicator. */
  indicator?: string | null;
  view?: "figures" | null;
  /** Of the figures: those of one report, of one status. */
  year?: number | null;
  status?: string | null;
}

export const countyAddress = (code: string, state: CountyState = {}): string => address(`/counties/${code}`, { ...state });

export interface IndicatorState {
  year?: number | null;
  province?: string | null;
  order?: "ASC" | null;
  view?: "figures" | null;
}

export const indicatorAddress = (code: string, state: IndicatorState = {}): string =>
  address(`/indicators/${code}`, { ...state });

export interface CompareState {
  indicator?: readonly string[];
  county?: readonly string[];
  /** The year whose quotes are shown below the table. */
  year?: number | null;
}

export const compareAddress = (state: CompareState = {}): string => address("/compare", { ...state });

export interface ReportState {
  /** The global id of the figure to show. */
  figure?: string | null;
  /** The path of the section to show: 1.2.3. */
  section?: string | null;
  /** The topic whose figures stand out. */
  topic?: string | null;
  /** Words to mark in the text. */
  q?: string | null;
}

/** A place in a report stands behind the #, so that an address can be passed on as that of a sentence. */
export const reportAddress = (county: string, year: number, { figure, section, ...state }: ReportState = {}): string =>
  address(`/reports/${county}/${year}`, { ...state }) +
  (figure ? `#figure-${figure}` : section ? `#section-${section}` : "");

export interface SearchState {
  /** The words: ?q=调解 */
  q?: string | null;
  province?: readonly string[];
  topic?: readonly string[];
  from?: number | null;
  to?: number | null;
  /** How many pages of hits are shown, where it is more than one. */
  pages?: number | null;
}

export const searchAddress = (state: SearchState = {}): string => address("/search", { ...state });

/** The playground with a query in it. */
export const playgroundAddress = (query?: string, variables?: unknown): string =>
  query === undefined
    ? "/graphiql"
    : `/graphiql?query=${encodeURIComponent(query)}${
        variables === undefined ? "" : `&variables=${encodeURIComponent(JSON.stringify(variables))}`
      }`;

/** A download; the parameters are those of docs/API.md. */
export const exportAddress = (
  list: "figures" | "series" | "reports" | "sections",
  format: "csv" | "jsonl" | "parquet",
  parameters: Record<string, Value> = {},
): string => address(`/export/${list}.${format}`, format === "csv" ? { ...parameters, bom: 1 } : parameters);

/** Where reports are brought in. */
export const importAddress = "/import";

export interface ReviewsState {
  county?: string | null;
  year?: number | null;
  topic?: string | null;
  indicator?: string | null;
  /** Which figures: those with an indicator that is to be confirmed, if null. */
  queue?: string | null;
  /** The global id of the figure that is looked at. */
  figure?: string | null;
}

/** The queue of figures to be reviewed. */
export const reviewsAddress = (state: ReviewsState = {}): string => address("/reviews", { ...state });
