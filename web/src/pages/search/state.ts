import type { SearchState } from "../../address";
import { isTopic, type Topic } from "../../language/terms";
import { searchWords } from "../../search/words";

/** What the address of the search page says. */
export interface SearchParameters {
  q: string;
  province: string[];
  topic: Topic[];
  from: number | null;
  to: number | null;
  pages: number;
}

export function readParameters(parameters: URLSearchParams): SearchParameters {
  const number = (name: string) => {
    const value = Number(parameters.get(name));
    return Number.isInteger(value) && value > 0 && value < 10_000 ? value : null;
  };
  return {
    q: (parameters.get("q") ?? "").trim(),
    province: [...new Set(parameters.getAll("province"))].filter((code) => /^\d{6}$/.test(code)),
    topic: [...new Set(parameters.getAll("topic"))].filter(isTopic),
    from: number("from"),
    to: number("to"),
    // What was looked at before can be looked at again, within bounds.
    pages: Math.min(number("pages") ?? 1, 25),
  };
}

export const filtersSet = (state: SearchParameters): number =>
  state.province.length + state.topic.length + (state.from === null && state.to === null ? 0 : 1);

export const noFilters: SearchState = { province: [], topic: [], from: null, to: null };

/** The filter as the API takes it; what is not given is left out. */
export function searchFilter({ province, topic, from, to }: SearchParameters) {
  return {
    ...(province.length === 0 ? {} : { province }),
    ...(topic.length === 0 ? {} : { topic }),
    ...(from === null && to === null ? {} : { year: { ...(from === null ? {} : { gte: from }), ...(to === null ? {} : { lte: to }) } }),
  };
}

/** What the server would refuse in a query: said before it is asked, in the reader's language. */
export function faultOf(q: string): "noWord" | "tooMany" | "tooLong" | null {
  const words = searchWords(q).length;
  if (words === 0) return "noWord";
  if (words > 10) return "tooMany";
  return Array.from(q).length > 200 ? "tooLong" : null;
}
