import { useId, useRef, useState, type KeyboardEvent } from "react";
import { exportAddress } from "../address";
import { dictionary, useWords } from "../language/language";
import "./download.css";

const words = dictionary(
  {
    download: "下载",
    csv: "CSV（Excel 可直接打开）",
    jsonl: "JSON（每行一条）",
    parquet: "Parquet（pandas、DuckDB）",
    json: "JSON",
    svg: "图（SVG）",
    png: "图（PNG）",
  },
  {
    download: "Download",
    csv: "CSV (opens in Excel)",
    jsonl: "JSON lines",
    parquet: "Parquet (pandas, DuckDB)",
    json: "JSON",
    svg: "Chart (SVG)",
    png: "Chart (PNG)",
  },
);

/** The chart of a page, as a file that the browser makes. */
export interface ChartFiles {
  svg: () => string | null;
  png: () => Promise<Blob | null>;
}

/**
 * What a page shows, as files: the rows from the server in three formats, by the parameters of docs/API.md, and the
 * chart where there is one.
 */
export function Download({
  list,
  parameters,
  chart,
  name = "fazhi",
}: {
  list: "figures" | "series" | "reports" | "sections";
  parameters: Record<string, string | number | null | undefined | readonly (string | number)[]>;
  chart?: ChartFiles;
  name?: string;
}) {
  const w = useWords(words);
  const id = useId();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div
      className="download"
      ref={box}
      onKeyDown={key}
      onBlur={(event) => {
        if (!box.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button ref={button} type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M6 1v7M3 5.5 6 8.5l3-3M1 11h10" fill="none" stroke="currentColor" strokeWidth="1.4" />
        </svg>
        {w.download}
      </button>
      <ul id={id} hidden={!open}>
        {(["csv", "jsonl", "parquet"] as const).map((format) => (
          <li key={format}>
            <a href={exportAddress(list, format, parameters)} download>
              {w[format]}
            </a>
          </li>
        ))}
        {chart === undefined ? null : (
          <>
            <li>
              <button
                type="button"
                className="quiet"
                onClick={() => {
                  const svg = chart.svg();
                  if (svg !== null) save(new Blob([svg], { type: "image/svg+xml" }), `${name}.svg`);
                }}
              >
                {w.svg}
              </button>
            </li>
            <li>
              <button
                type="button"
                className="quiet"
                onClick={() => void chart.png().then((png) => (png === null ? undefined : save(png, `${name}.png`)))}
              >
                {w.png}
              </button>
            </li>
          </>
        )}
      </ul>
    </div>
  );
}

/** Hands a file to the browser's downloads. */
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own reference once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
