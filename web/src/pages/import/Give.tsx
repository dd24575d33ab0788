import { useId, useRef, useState, type DragEvent, type FormEvent } from "react";
import { Link } from "wouter";
import { importAddress } from "../../address";
import { CopyButton } from "../../copy/CopyButton";
import { useWords } from "../../language/language";
import { AboutFields, nothingKnown } from "./AboutFields";
import type { About, Imports } from "./useImports";
import { words } from "./words";

export type Way = "files" | "text" | "web";
const ways: readonly Way[] = ["files", "text", "web"];
export const isWay = (text: string | null): text is Way => ways.includes(text as Way);

const aWebAddress = /^https?:\/\/\S+$/i;

/** The three ways to give a report: files, a text, an address of the web. */
export function Give({ way, to, add }: { way: Way; to: (way: Way) => string; add: Imports["add"] }) {
  const w = useWords(words);
  const [about, setAbout] = useState<About>(nothingKnown);
  const [url, setUrl] = useState("");
  return (
    <section className="give" aria-label={w.ways}>
      <nav className="choice" aria-label={w.ways}>
        {ways.map((one) => (
          <Link key={one} href={to(one)} replace aria-current={one === way ? "true" : undefined}>
            {w[one]}
          </Link>
        ))}
      </nav>
      {way === "files" ? <Files onFiles={(files) => add(files.map((file) => ({ name: file.name, sent: { file }, about })))} /> : null}
      {way === "text" ? (
        <Text url={url} onUrl={setUrl} onText={(text, name) => add([{ name, sent: { text }, about: { ...about, url: url.trim() || null } }])} />
      ) : null}
      {way === "web" ? <Web url={url} onUrl={setUrl} paste={to("text")} /> : null}
      {way === "web" ? null : (
        <details className="give-about">
          <summary>{w.about}</summary>
          <AboutFields about={about} onChange={setAbout} />
        </details>
      )}
    </section>
  );
}

function Files({ onFiles }: { onFiles: (files: File[]) => void }) {
  const w = useWords(words);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <div
      className="give-drop"
      data-over={over ? "" : undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className="give-words">
        {w.drop} <span className="dim">{w.or}</span>
      </p>
      <button type="button" className="main" onClick={() => input.current?.click()}>
        {w.choose}
      </button>
      <input
        ref={input}
        className="unseen"
        type="file"
        multiple
        accept=".txt,.text,.md,.markdown,.html,.htm,.shtml,.docx,.pdf"
        aria-label={w.choose}
        tabIndex={-1}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file can be chosen again.
          event.target.value = "";
        }}
      />
      <p className="small dim">{w.formats}</p>
    </div>
  );
}

function Text({ url, onUrl, onText }: { url: string; onUrl: (url: string) => void; onText: (text: string, name: string) => void }) {
  const w = useWords(words);
  const [text, setText] = useState("");
  const [name, setName] = useState("");
  const onlyUrl = aWebAddress.test(text.trim());
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "" || onlyUrl) return;
    onText(text, name.trim() || "text");
    setText("");
    setName("");
  };
  return (
    <form className="give-text" onSubmit={send}>
      <textarea rows={10} aria-label={w.paste} placeholder={w.paste} value={text} onChange={(event) => setText(event.target.value)} />
      {onlyUrl ? (
        <p className="token-fault" role="alert">
          {w.onlyUrl}
        </p>
      ) : null}
      <div className="give-line">
        <input aria-label={w.name} placeholder={w.name} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        <input type="url" aria-label={w.url} placeholder={w.url} value={url} onChange={(event) => onUrl(event.target.value)} />
        <button type="submit" className="main" disabled={text.trim() === "" || onlyUrl}>
          {w.send}
        </button>
      </div>
    </form>
  );
}

function Web({ url, onUrl, paste }: { url: string; onUrl: (url: string) => void; paste: string }) {
  const w = useWords(words);
  const id = useId();
  const given = url.trim();
  const good = aWebAddress.test(given) && URL.canParse(given);
  // In single quotes nothing of an address means anything to a shell.
  const command = `fazhi import '${(good ? given : "https://…").replaceAll("'", "%27")}'`;
  return (
    <div className="give-text">
      <p>{w.webWhy}</p>
      <input
        type="url"
        aria-label={w.webField}
        aria-describedby={given !== "" && !good ? id : undefined}
        placeholder={w.webField}
        value={url}
        onChange={(event) => onUrl(event.target.value)}
      />
      {given !== "" && !good ? (
        <p className="small give-bad" id={id}>
          {w.webBad}
        </p>
      ) : null}
      <ol className="give-ways">
        <li>
          {w.webOpen}
          {good ? (
            <>
              {": "}
              <a href={given} target="_blank" rel="noreferrer">
                {new URL(given).host}
              </a>
            </>
          ) : null}{" "}
          <Link className="button" href={paste} replace>
            {w.webPaste}
          </Link>
        </li>
        <li>
          {w.webCommand} <code>{command}</code> {good ? <CopyButton text={command} /> : null}
        </li>
      </ol>
    </div>
  );
}

export const importWay = (way: Way, jobs: readonly string[]): string => {
  const parameters = new URLSearchParams(way === "files" ? {} : { way });
  for (const job of jobs) parameters.append("job", job);
  const query = parameters.toString();
  return query === "" ? importAddress : `${importAddress}?${query}`;
};
