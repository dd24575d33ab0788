import { useCallback, useEffect, useRef, useState } from "react";
import { useClient, type Client, type CombinedError } from "urql";
import { tokenFault } from "../../token/token";
import type { FragmentOf } from "../../query/graphql";
import { ImportFileMutation, ImportJobQuery, ImportProgressSubscription, ImportTextMutation, type JobState } from "./query";

type Job = FragmentOf<typeof JobState>;

/** What the sender knows about a document; null where the text has to say it. */
export interface About {
  countyCode: string | null;
  year: number | null;
  edition: "ORIGINAL" | "DIGEST" | "FICTIONAL" | null;
  url: string | null;
}

export type Sent = { file: File } | { text: string };

export interface Fault {
  code: string;
  message: string;
}

/** A document from when it is chosen until it has been read. */
export interface Import {
  key: number;
  name: string;
  bytes: number | null;
  /** Null for an import that only its address remembers. */
  sent: Sent | null;
  about: About;
  phase: "waiting" | "sending" | "reading" | "done" | "failed";
  jobId: string | null;
  /** Why it failed. */
  faults: Fault[];
}

/** Documents on their way at a time; the others wait. */
const TOGETHER = 2;
/** What an import can change: answers about these are asked for anew. */
const CHANGED = { additionalTypenames: ["Report", "Section", "Figure", "County", "Statistics", "Indicator", "Series", "SearchConnection"] };

export interface Imports {
  imports: Import[];
  /** What was wrong with the token the last time. */
  fault: "UNAUTHENTICATED" | "FORBIDDEN" | null;
  add: (documents: { name: string; sent: Sent; about: About }[]) => void;
  /** Sends a document that failed again, with what its sender knows now. */
  retry: (key: number, about: About) => void;
  remove: (key: number) => void;
}

/** Sends documents, follows each until it has been read, and remembers what became of it. `jobs` are those of the address. */
export function useImports(jobs: readonly string[], token: string | null): Imports {
  const client = useClient();
  const next = useRef(0);
  const started = useRef(new Set<number>());
  const [fault, setFault] = useState<Imports["fault"]>(null);
  const [imports, setImports] = useState<Import[]>(() =>
    jobs.map((jobId) => ({
      key: next.current++,
      name: "",
      bytes: null,
      sent: null,
      about: { countyCode: null, year: null, edition: null, url: null },
      phase: "done",
      jobId,
      faults: [],
    })),
  );
  const change = useCallback((key: number, to: Partial<Import>) => {
    setImports((before) => before.map((one) => (one.key === key ? { ...one, ...to } : one)));
  }, []);

  useEffect(() => setFault(null), [token]);
  useEffect(() => {
    if (token === null || fault !== null) return;
    const busy = imports.filter((one) => one.phase === "sending" || one.phase === "reading").length;
    for (const one of imports.filter((waiting) => waiting.phase === "waiting").slice(0, Math.max(0, TOGETHER - busy))) {
      // An effect may run twice; a document is sent once.
      if (started.current.has(one.key)) continue;
      started.current.add(one.key);
      change(one.key, { phase: "sending", faults: [], jobId: null });
      void send(client, one).then(
        (answer) => {
          started.current.delete(one.key);
          if ("refused" in answer) {
            // With another token it goes on from here.
            setFault(answer.refused);
            change(one.key, { phase: "waiting" });
          } else if ("faults" in answer) {
            change(one.key, { phase: "failed", faults: answer.faults });
          } else {
            change(one.key, { phase: "reading", jobId: answer.job.id });
            follow(client, answer.job, (job) =>
              change(one.key, job.status === "FAILED" ? { phase: "failed", faults: job.warnings } : { phase: "done" }),
            );
          }
        },
      );
    }
  }, [client, imports, token, fault, change]);

  return {
    imports,
    fault,
    add: (documents) =>
      setImports((before) => [
        ...documents.map(({ name, sent, about }) => {
          const bytes = "file" in sent ? sent.file.size : new Blob([sent.text]).size;
          return { key: next.current++, name, bytes, sent, about, phase: "waiting" as const, jobId: null, faults: [] };
        }),
        ...before,
      ]),
    retry: (key, about) => change(key, { about, phase: "waiting", faults: [] }),
    remove: (key) => setImports((before) => before.filter((one) => one.key !== key)),
  };
}

type Answer = { job: Job } | { faults: Fault[] } | { refused: "UNAUTHENTICATED" | "FORBIDDEN" };

async function send(client: Client, { sent, about, name }: Import): Promise<Answer> {
  if (sent === null) return { faults: [] };
  if ("file" in sent) {
    if (sent.file.size > 32 * 1024 * 1024) return { faults: [{ code: "TOO_LARGE", message: "" }] };
    const { data, error } = await client.mutation(ImportFileMutation, { file: sent.file, input: { ...about, background: true } }, CHANGED).toPromise();
    return answerOf(data?.importReportFile, error);
  }
  const input = { text: sent.text, name, ...about, background: true };
  const { data, error } = await client.mutation(ImportTextMutation, { input }, CHANGED).toPromise();
  return answerOf(data?.importReport, error);
}

function answerOf(payload: { job: Job | null; userErrors: Fault[] } | undefined, error: CombinedError | undefined): Answer {
  const refused = tokenFault(error);
  if (refused !== null) return { refused };
  if (payload !== undefined && payload.userErrors.length > 0) return { faults: payload.userErrors };
  if (payload?.job) return { job: payload.job };
  const said = error?.graphQLErrors.map((one) => ({ code: String(one.extensions["code"] ?? ""), message: one.message })) ?? [];
  return { faults: said.length > 0 ? said : [{ code: "UNREACHABLE", message: error?.message ?? "" }] };
}

const ended = (job: Job): boolean => job.status === "DONE" || job.status === "FAILED";

/** Follows a job to its end: it tells of each step, and where no WebSocket gets through, it is asked again and again. */
function follow(client: Client, job: Job, end: (job: Job) => void): void {
  if (ended(job)) {
    end(job);
    return;
  }
  let over = false;
  const finish = (last: Job) => {
    if (over) return;
    over = true;
    end(last);
  };
  const ask = async () => {
    for (let wait = 500; !over; wait = Math.min(wait * 1.5, 5_000)) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      const answer = await client.query(ImportJobQuery, { id: job.id }, { requestPolicy: "network-only" }).toPromise();
      const now = answer.data?.importJob;
      if (now && ended(now)) finish(now);
      // Forgotten by the server: nothing more will be heard of it.
      else if (now === null) finish({ ...job, status: "FAILED" });
    }
  };
  const subscription = client.subscription(ImportProgressSubscription, { id: job.id }).subscribe(({ data, error }) => {
    if (data && ended(data.importProgress)) {
      finish(data.importProgress);
      queueMicrotask(() => subscription.unsubscribe());
    } else if (error !== undefined) {
      void ask();
    }
  });
}
