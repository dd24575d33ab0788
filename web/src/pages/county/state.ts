import type { CountyState } from "../../address";
import { isStatus, isTopic, type Status, type Topic } from "../../language/terms";

/** What the address of a county's page says; null where it says nothing or nonsense. */
export interface Shown extends CountyState {
  topic: Topic | null;
  indicator: string | null;
  view: "figures" | null;
  year: number | null;
  status: Status | null;
}

export function shownBy(parameters: URLSearchParams): Shown {
  const topic = parameters.get("topic");
  const status = parameters.get("status");
  const year = Number(parameters.get("year"));
  const view = parameters.get("view") === "figures" ? "figures" : null;
  return {
    topic: isTopic(topic) ? topic : null,
    indicator: parameters.get("indicator"),
    view,
    // Only the figures are chosen by year and status.
    year: view !== null && Number.isInteger(year) && year > 0 ? year : null,
    status: view !== null && isStatus(status) ? status : null,
  };
}

/** The way to another state of the same page. */
export type To = (change: Partial<Shown>) => string;
