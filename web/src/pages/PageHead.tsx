import type { ReactNode } from "react";
import "./page-head.css";

/** The top of a page: where one is, what it is about, and on the right what one can do with the whole of it. */
export function PageHead({ above, title, below, tools }: { above?: ReactNode; title: ReactNode; below?: ReactNode; tools?: ReactNode }) {
  return (
    <header className="page-head">
      <div className="page-head-words">
        <p className="page-head-above">{above ?? "\u00a0"}</p>
        <h1>{title}</h1>
        <div className="page-head-below">{below}</div>
      </div>
      <div className="tools">{tools}</div>
    </header>
  );
}
