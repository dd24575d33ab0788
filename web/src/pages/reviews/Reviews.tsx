import { Link, useSearchParams } from "wouter";
import { reviewsAddress, type ReviewsState } from "../../address";
import { Behind } from "../../behind/Behind";
import { Download } from "../../download/Download";
import { useWords } from "../../language/language";
import { useTitle } from "../../title";
import { PageHead } from "../PageHead";
import { Filters } from "./Filters";
import { Work } from "./Work";
import { QueueQuery, ReviewMutation } from "./query";
import { queueVariables, readParameters, type Queue } from "./state";
import { words } from "./words";
import "./reviews.css";

/** The queue of figures that a person should look at. The address holds which queue, the filters, and where one is. */
export default function Reviews() {
  const w = useWords(words);
  useTitle(w.title);
  const [parameters] = useSearchParams();
  const state = readParameters(parameters);
  const variables = queueVariables(state);
  const queue = (one: Queue) => (one === "unsure" ? null : one);
  const to = (change: ReviewsState) => reviewsAddress({ ...state, queue: queue(state.queue), ...change });
  return (
    <div className="reviews">
      <PageHead
        title={w.title}
        below={w.below}
        tools={
          <>
            <Behind
              queries={[
                { document: QueueQuery, variables },
                { document: ReviewMutation, variables: { input: { figureId: parameters.get("figure") ?? "…", decision: "CONFIRMED" } } },
              ]}
            />
            <Download
              list="figures"
              parameters={{
                county: state.county,
                topic: state.topic,
                indicator: state.indicator,
                year: state.year,
                reviewed: state.queue === "done" ? "true" : "false",
                catalogued: state.queue === "done" ? null : String(state.queue === "unsure"),
              }}
            />
          </>
        }
      />
      <nav className="choice" aria-label={w.queues}>
        {(["unsure", "without", "done"] as const).map((one) => (
          <Link key={one} href={to({ queue: queue(one) })} aria-current={one === state.queue ? "true" : undefined}>
            {w[one]}
          </Link>
        ))}
      </nav>
      <Filters state={state} to={to} />
      {/* Another queue is other work. */}
      <Work key={JSON.stringify(variables)} state={state} variables={variables} to={to} figure={parameters.get("figure")} />
    </div>
  );
}
