import { Link } from "wouter";
import { dictionary, useWords } from "../../language/language";
import { allTopics, type Topic } from "../../language/terms";
import { TopicName } from "../../report/TopicName";
import type { ReportFigure } from "./query";

const words = dictionary(
  { title: "图例", explain: "每个主题一种线。点一个主题，只看它的数字。", all: "全部" },
  { title: "Key", explain: "Each topic has its line. Choose a topic to see its figures alone.", all: "All" },
);

/** The lines under the figures and what they mean, with how many there are of each; a topic can be singled out. */
export function Legend({
  figures,
  only,
  to,
}: {
  figures: readonly ReportFigure[];
  only: Topic | null;
  /** The address at which a topic stands out. */
  to: (topic: Topic | null) => string;
}) {
  const w = useWords(words);
  const counts = new Map<Topic, number>();
  for (const figure of figures) counts.set(figure.topic, (counts.get(figure.topic) ?? 0) + 1);
  return (
    <section aria-labelledby="legend">
      <h2 id="legend">{w.title}</h2>
      <p className="small dim">{w.explain}</p>
      <ul className="legend">
        {allTopics
          .filter((topic) => counts.has(topic) || topic === only)
          .map((topic) => (
            <li key={topic}>
              <Link href={to(topic === only ? null : topic)} replace aria-current={topic === only ? "true" : undefined}>
                <TopicName topic={topic} />
                <span className="dim small number">{counts.get(topic) ?? 0}</span>
              </Link>
            </li>
          ))}
        {only === null ? null : (
          <li>
            <Link href={to(null)} replace>
              {w.all} <span className="dim small number">{figures.length}</span>
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}
