import { useCallback, useEffect, useState } from "react";
import { useClient, type CombinedError } from "urql";
import type { VariablesOf } from "../../query/graphql";
import { tokenFault } from "../../token/token";
import { OneFigureQuery, QueueQuery, ReviewMutation, type QueueFigure } from "./query";

export type Decision = "CONFIRMED" | "CORRECTED" | "REJECTED";

/** What has been decided here about a figure, and whether the server has it. */
export interface Decided {
  decision: Decision;
  state: "saving" | "saved" | "failed";
  faults: { code: string; message: string }[];
  /** What was sent, to be sent once more. */
  changes: Record<string, unknown>;
}

export interface QueueState {
  /** Null while the first page is on its way. */
  figures: readonly QueueFigure[] | null;
  /** How many there were in the queue, and how many of all were reviewed, when it was read. */
  total: number;
  reviewed: number;
  hasMore: boolean;
  failure: CombinedError | null;
  decided: ReadonlyMap<string, Decided>;
  refused: "UNAUTHENTICATED" | "FORBIDDEN" | null;
  more: () => void;
  again: () => void;
  decide: (figure: QueueFigure, decision: Decision, changes?: Record<string, unknown>) => void;
}

/**
 * The queue, page by page. It stays as it was read while one works through it: what has been decided keeps its place, and
 * is shown as decided at once; where the server does not take it, that is said there.
 */
export function useQueue(variables: VariablesOf<typeof QueueQuery>, first: string | null, token: string | null): QueueState {
  const client = useClient();
  const [figures, setFigures] = useState<QueueFigure[] | null>(null);
  const [page, setPage] = useState<{ hasNextPage: boolean; endCursor: string | null }>({ hasNextPage: false, endCursor: null });
  const [counts, setCounts] = useState({ total: 0, reviewed: 0 });
  const [failure, setFailure] = useState<CombinedError | null>(null);
  const [loading, setLoading] = useState(false);
  const [decided, setDecided] = useState<ReadonlyMap<string, Decided>>(new Map());
  const [refused, setRefused] = useState<QueueState["refused"]>(null);
  const [asked] = useState(variables);
  // The figure of the address is that of the first visit: afterwards the address follows.
  const [wanted] = useState(first);
  useEffect(() => setRefused(null), [token]);

  const read = useCallback(
    async (after: string | null) => {
      setLoading(true);
      const [answer, one] = await Promise.all([
        client.query(QueueQuery, { ...asked, after }, { requestPolicy: "network-only" }).toPromise(),
        after === null && wanted !== null ? client.query(OneFigureQuery, { id: wanted }, { requestPolicy: "network-only" }).toPromise() : null,
      ]);
      setLoading(false);
      setFailure(answer.data ? null : (answer.error ?? null));
      if (!answer.data) return;
      const { nodes, pageInfo, totalCount } = answer.data.figures;
      const node = one?.data?.node;
      const begin = node?.__typename === "Figure" ? [node] : [];
      setPage(pageInfo);
      setCounts((before) => (after === null ? { total: totalCount, reviewed: answer.data?.done.totalCount ?? 0 } : before));
      setFigures((before) => {
        const all = after === null ? begin : (before ?? []);
        const there = new Set(all.map((figure) => figure.id));
        const further = nodes.filter((figure) => !there.has(figure.id));
        // A figure of the page that was asked for stays in its place.
        return after === null && begin[0] !== undefined && nodes.some((figure) => figure.id === begin[0]?.id) ? nodes : [...all, ...further];
      });
    },
    [client, asked, wanted],
  );
  useEffect(() => void read(null), [read]);

  const set = (id: string, to: Decided) => setDecided((before) => new Map(before).set(id, to));
  const decide = (figure: QueueFigure, decision: Decision, changes: Record<string, unknown> = {}) => {
    if (decided.get(figure.id)?.state === "saving") return;
    set(figure.id, { decision, state: "saving", faults: [], changes });
    const input = { figureId: figure.id, decision, ...changes };
    void client
      .mutation(ReviewMutation, { input }, { additionalTypenames: ["Series", "Point", "Summary", "Rank", "Coverage"] })
      .toPromise()
      .then(({ data, error }) => {
        const fault = tokenFault(error);
        if (fault !== null) setRefused(fault);
        const payload = data?.reviewFigure;
        const said = error?.graphQLErrors.map((one) => ({ code: String(one.extensions["code"] ?? ""), message: one.message })) ?? [];
        const faults = payload?.userErrors ?? (said.length > 0 ? said : fault === null ? [{ code: "UNREACHABLE", message: "" }] : [{ code: fault, message: "" }]);
        if (payload === undefined || faults.length > 0) {
          set(figure.id, { decision, state: "failed", faults, changes });
          return;
        }
        set(figure.id, { decision, state: "saved", faults: [], changes });
        setFigures((before) => (before ?? []).map((one) => (one.id === figure.id ? { ...one, ...payload.figure } : one)));
      });
  };

  return {
    figures,
    ...counts,
    hasMore: page.hasNextPage,
    failure,
    decided,
    refused,
    more: () => {
      if (!loading && page.hasNextPage) void read(page.endCursor);
    },
    again: () => void read(null),
    decide,
  };
}
