import { useEffect } from "react";
import { useLocation, useSearchParams } from "wouter";
import { Behind } from "../../behind/Behind";
import { useWords } from "../../language/language";
import { useTitle } from "../../title";
import { TokenField } from "../../token/TokenField";
import { useToken } from "../../token/token";
import { PageHead } from "../PageHead";
import { Give, importWay, isWay } from "./Give";
import { ImportCard } from "./ImportCard";
import { ImportFileMutation, ImportProgressSubscription, ImportTextMutation } from "./query";
import { useImports } from "./useImports";
import { words } from "./words";
import "./import.css";

/** Brings reports in. The address remembers the imports, so that one can look at a report and come back to them. */
export default function ImportPage() {
  const w = useWords(words);
  useTitle(w.title);
  const token = useToken();
  const [parameters] = useSearchParams();
  const [, go] = useLocation();
  const given = parameters.get("way");
  const way = isWay(given) ? given : "files";
  const { imports, fault, add, retry, remove } = useImports(parameters.getAll("job").slice(0, 50), token);
  const jobs = imports.flatMap((one) => (one.phase === "done" && one.jobId !== null ? [one.jobId] : []));
  const remembered = importWay(way, jobs);
  useEffect(() => {
    if (location.pathname + location.search !== remembered) go(remembered, { replace: true });
  }, [remembered, go]);
  const count = (...phases: string[]) => imports.filter((one) => phases.includes(one.phase)).length;
  const left = count("waiting", "sending", "reading");
  // A page that is closed takes what has not been sent with it.
  useEffect(() => {
    if (left === 0) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [left]);

  const input = { background: true, edition: null };
  return (
    <div className="import">
      <PageHead
        title={w.title}
        below={w.below}
        tools={
          <Behind
            queries={[
              way === "text"
                ? { document: ImportTextMutation, variables: { input: { ...input, text: "…" } } }
                : { document: ImportFileMutation, variables: { file: null, input } },
              { document: ImportProgressSubscription, variables: { id: jobs[0] ?? "…" } },
            ]}
          />
        }
      />
      <TokenField scope="import" fault={fault} />
      <Give way={way} to={(one) => importWay(one, jobs)} add={add} />
      {imports.length === 0 ? null : (
        <section aria-labelledby="imports">
          <header className="section-head">
            <h2 id="imports">{w.list}</h2>
            <p className="dim small number" role="status">
              {w.summary(count("done"), count("failed"), left)}
            </p>
          </header>
          <ul className="cards">
            {imports.map((one) => (
              <ImportCard
                key={one.key}
                one={one}
                hasToken={token !== null && fault === null}
                onRetry={(about) => retry(one.key, about)}
                onRemove={() => remove(one.key)}
              />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
