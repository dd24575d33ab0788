import { isTopic, type Topic } from "../../language/terms";
import type { VariablesOf } from "../../query/graphql";
import type { QueueQuery } from "./query";

/** Which figures: with an indicator that nobody has confirmed, without one, or reviewed already. */
export type Queue = "unsure" | "without" | "done";
const queues: readonly Queue[] = ["unsure", "without", "done"];

export interface ReviewParameters {
  queue: Queue;
  county: string | null;
  year: number | null;
  topic: Topic | null;
  indicator: string | null;
}

export function readParameters(parameters: URLSearchParams): ReviewParameters {
  const queue = parameters.get("queue") as Queue;
  const year = Number(parameters.get("year"));
  const topic = parameters.get("topic");
  return {
    queue: queues.includes(queue) ? queue : "unsure",
    county: /^\d{6}$/.test(parameters.get("county") ?? "") ? parameters.get("county") : null,
    year: Number.isInteger(year) && year > 0 && year < 10_000 ? year : null,
    topic: isTopic(topic) ? topic : null,
    indicator: parameters.get("indicator") || null,
  };
}

/** The queue as the API is asked for it: what is least sure comes first, what was reviewed with the newest report first. */
export function queueVariables({ queue, county, year, topic, indicator }: ReviewParameters): VariablesOf<typeof QueueQuery> {
  const chosen = {
    ...(county === null ? {} : { county: [county] }),
    ...(year === null ? {} : { year: { gte: year, lte: year } }),
    ...(topic === null ? {} : { topic: [topic] }),
    ...(indicator === null ? {} : { indicator: [indicator] }),
  };
  return {
    filter: queue === "done" ? { ...chosen, reviewed: true } : { ...chosen, reviewed: false, catalogued: queue === "unsure" },
    done: { ...chosen, reviewed: true },
    orderBy:
      queue === "unsure"
        ? [{ field: "CONFIDENCE" }, { field: "COUNTY_CODE" }, { field: "YEAR" }, { field: "POSITION" }]
        : [{ field: "YEAR", direction: "DESC" }, { field: "COUNTY_CODE" }, { field: "POSITION" }],
  };
}

const scales: Record<string, number> = { 万: 1e4, 亿: 1e8 };

/** A number as people type it: 3,890, 3.6万, 93.8%. Null where it is none. */
export function parseNumber(text: string): number | null {
  const match = /^([+-]?[\d,，]*\.?\d+)\s*([万亿]?)\s*[%％]?$/.exec(text.normalize("NFKC").trim());
  if (match === null) return null;
  const number = Number((match[1] ?? "").replace(/[,，]/g, ""));
  if (!Number.isFinite(number)) return null;
  // 3.6 × 10000 is 36000, and not a hair beside it.
  return Number((number * (scales[match[2] ?? ""] ?? 1)).toPrecision(15));
}

export interface Correction {
  value: string;
  valueHigh: string;
  unit: string;
  indicator: string | null;
  note: string;
}

interface Correctable {
  value: number;
  valueHigh: number | null;
  unit: string;
  indicator: { code: string } | null;
}

/** A figure as the form shows it. */
export const correctionOf = (figure: Correctable): Correction => ({
  value: String(figure.value),
  valueHigh: figure.valueHigh === null ? "" : String(figure.valueHigh),
  unit: figure.unit,
  indicator: figure.indicator?.code ?? null,
  note: "",
});

/** What a correction changes, as the API takes it; a word on what is wrong with it otherwise. */
export function changesOf(figure: Correctable, to: Correction): Record<string, unknown> | "BAD_NUMBER" | "BAD_RANGE" | "NOTHING_TO_CORRECT" {
  const value = parseNumber(to.value);
  const high = to.valueHigh.trim() === "" ? null : parseNumber(to.valueHigh);
  if (value === null || (to.valueHigh.trim() !== "" && high === null)) return "BAD_NUMBER";
  if (high !== null && high <= value) return "BAD_RANGE";
  const indicator = figure.indicator?.code ?? null;
  const changes = {
    ...(value === figure.value && high === figure.valueHigh ? {} : { value, valueHigh: high }),
    ...(to.unit.trim() === figure.unit ? {} : { unit: to.unit.trim() }),
    ...(to.indicator === indicator ? {} : to.indicator === null ? { withoutIndicator: true } : { indicator: to.indicator }),
  };
  return Object.keys(changes).length === 0 ? "NOTHING_TO_CORRECT" : changes;
}
