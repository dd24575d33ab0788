import { useGraphiQL, useGraphiQLActions, type GraphiQLPlugin } from "@graphiql/react";
import { dictionary, useLanguage, useWords } from "../language/language";
import { tour, type Question } from "./tour";

const words = dictionary(
  {
    title: "十个问题",
    text: "选一个问题，看它的查询；按 ▶ 或 Ctrl+Enter 运行，再改成自己的。",
    more: "更多",
    schema: "schema.graphql：全部类型与字段",
    download: "整表下载：CSV、JSON、Parquet",
  },
  {
    title: "Ten questions",
    text: "Choose a question to see its query; run it with ▶ or Ctrl+Enter, then make it yours.",
    more: "More",
    schema: "schema.graphql: all types and fields",
    download: "Whole tables: CSV, JSON, Parquet",
  },
);

function TourPanel() {
  const w = useWords(words);
  const { language } = useLanguage();
  const tabs = useGraphiQL((state) => state.tabs);
  const active = useGraphiQL((state) => state.activeTabIndex);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const { addTab, changeTab, setOperationName } = useGraphiQLActions();
  const open = (question: Question) => {
    const at = tabs.findIndex((tab) => tab.query === question.document);
    if (at >= 0) changeTab(at);
    else {
      addTab();
      queryEditor?.setValue(question.document);
    }
    // GraphiQL finds it out a moment later: whoever runs the query before that would ask for the operation of the last tab.
    setOperationName(question.name);
  };
  return (
    <section className="playground-tour" aria-label={w.title}>
      <div className="graphiql-doc-explorer-title">{w.title}</div>
      <p>{w.text}</p>
      <ol>
        {tour.map((question) => (
          <li key={question.name}>
            <button type="button" aria-pressed={tabs[active]?.query === question.document} onClick={() => open(question)}>
              {question.text[language]}
            </button>
          </li>
        ))}
      </ol>
      <h2>{w.more}</h2>
      <ul>
        <li>
          <a href="/schema.graphql">{w.schema}</a>
        </li>
        <li>
          <a href="/export/figures.csv?bom=1">{w.download}</a>
        </li>
      </ul>
    </section>
  );
}

const TourIcon = () => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
    <circle cx="12" cy="12" r="9.5" />
    <path d="M15.5 8.5l-2 5-5 2 2-5z" />
  </svg>
);

/** The panel beside the editors that holds the questions of the tour. */
export const TOUR: GraphiQLPlugin = { title: "Tour", icon: TourIcon, content: TourPanel };
