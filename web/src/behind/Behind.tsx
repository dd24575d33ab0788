import { useId, useRef, useState } from "react";
import { playgroundAddress } from "../address";
import { CopyButton } from "../copy/CopyButton";
import { dictionary, useWords } from "../language/language";
import { curl, givenVariables, javascript, python, queryText, type Asked } from "./code";
import "./behind.css";

const words = dictionary(
  {
    open: "背后的查询",
    title: "这些内容背后的查询",
    explain: "本页的数据都来自下面的 GraphQL 查询，可以复制到自己的程序里，也可以在接口页里改一改再运行。",
    which: (place: number) => `查询 ${place}`,
    variables: "变量",
    playground: "在接口页里打开",
    close: "关闭",
    forms: "写法",
  },
  {
    open: "The query behind this",
    title: "The query behind this",
    explain: "What this page shows is the answer to this GraphQL query. Copy it into a program of yours, or change it in the playground.",
    which: (place: number) => `Query ${place}`,
    variables: "Variables",
    playground: "Open in the playground",
    close: "Close",
    forms: "Form",
  },
);

const forms = ["GraphQL", "curl", "Python", "JavaScript"] as const;
type Form = (typeof forms)[number];

/** The name that a query goes by. */
function nameOf(asked: Asked): string | undefined {
  for (const definition of asked.document.definitions) if ("operation" in definition) return definition.name?.value;
  return undefined;
}

function write(form: Form, asked: Asked): string {
  const endpoint = new URL("/graphql", location.href).href;
  if (form === "curl") return curl(asked, endpoint);
  if (form === "Python") return python(asked, endpoint);
  if (form === "JavaScript") return javascript(asked, endpoint);
  return queryText(asked);
}

/** The queries that a page is made of, to read, to copy as a program, and to go on with in the playground. */
export function Behind({ queries }: { queries: readonly Asked[] }) {
  const w = useWords(words);
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [shown, setShown] = useState(false);
  const [place, setPlace] = useState(0);
  const [form, setForm] = useState<Form>("GraphQL");
  const asked = queries[Math.min(place, queries.length - 1)];
  if (asked === undefined) return null;
  const text = shown ? write(form, asked) : "";
  const variables = givenVariables(asked);
  return (
    <>
      <button
        type="button"
        onClick={() => {
          setShown(true);
          dialog.current?.showModal();
        }}
      >
        <span aria-hidden="true" className="behind-mark">
          {"{ }"}
        </span>
        {w.open}
      </button>
      <dialog
        ref={dialog}
        className="behind"
        aria-labelledby={`${id}-title`}
        onClose={() => setShown(false)}
        // A click beside the dialog closes it, as people expect.
        onClick={(event) => {
          if (event.target === dialog.current) dialog.current.close();
        }}
      >
        <div className="behind-body">
          <header>
            <h2 id={`${id}-title`}>{w.title}</h2>
            <button type="button" className="quiet" onClick={() => dialog.current?.close()}>
              {w.close}
            </button>
          </header>
          <p className="dim small">{w.explain}</p>
          {queries.length < 2 ? null : (
            <div className="behind-choice" role="group">
              {queries.map((query, index) => (
                <button key={index} type="button" aria-pressed={index === place} onClick={() => setPlace(index)}>
                  {nameOf(query) ?? w.which(index + 1)}
                </button>
              ))}
            </div>
          )}
          <div className="behind-choice" role="group" aria-label={w.forms}>
            {forms.map((one) => (
              <button key={one} type="button" aria-pressed={one === form} onClick={() => setForm(one)}>
                {one}
              </button>
            ))}
          </div>
          <pre tabIndex={0}>{text}</pre>
          {form !== "GraphQL" || Object.keys(variables).length === 0 ? null : (
            <>
              <h3>{w.variables}</h3>
              <pre tabIndex={0}>{JSON.stringify(variables, null, 2)}</pre>
            </>
          )}
          <footer>
            <CopyButton text={text} />
            <a className="button" href={playgroundAddress(queryText(asked), variables)}>
              {w.playground}
            </a>
          </footer>
        </div>
      </dialog>
    </>
  );
}
