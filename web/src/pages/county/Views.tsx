import { Link } from "wouter";
import { dictionary, useWords } from "../../language/language";
import { allTopics, topics, type Topic } from "../../language/terms";
import type { CountySeries } from "./query";
import type { Shown, To } from "./state";

const words = dictionary(
  { all: "全部", topics: "主题", views: "看什么", series: "各年指标", figures: "全部数字" },
  { all: "All", topics: "Topics", views: "View", series: "Indicators by year", figures: "All figures" },
);

/** The ways to look at a county: by topic, and its series or every single figure. */
export function Views({ series, shown, to }: { series: readonly CountySeries[]; shown: Shown; to: To }) {
  const w = useWords(words);
  const topicNames = useWords(topics);
  const counts = new Map<Topic, number>();
  for (const { indicator } of series) counts.set(indicator.topic, (counts.get(indicator.topic) ?? 0) + 1);
  const current = (is: boolean) => (is ? "true" : undefined);
  return (
    <>
      <nav className="tabs" aria-label={w.topics}>
        <ul>
          <li>
            <Link href={to({ topic: null, indicator: null })} aria-current={current(shown.topic === null)}>
              {w.all}
            </Link>
          </li>
          {allTopics
            .filter((topic) => counts.has(topic) || topic === shown.topic)
            .map((topic) => (
              <li key={topic}>
                <Link href={to({ topic, indicator: null })} aria-current={current(shown.topic === topic)}>
                  {topicNames[topic]} <span className="dim small number">{counts.get(topic) ?? 0}</span>
                </Link>
              </li>
            ))}
        </ul>
      </nav>
      <nav className="choice" aria-label={w.views}>
        <Link href={to({ view: null, year: null, status: null })} aria-current={current(shown.view === null)}>
          {w.series}
        </Link>
        <Link href={to({ view: "figures" })} aria-current={current(shown.view === "figures")}>
          {w.figures}
        </Link>
      </nav>
    </>
  );
}
