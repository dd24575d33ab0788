import { useWords } from "../language/language";
import { topics, type Topic } from "../language/terms";
import "./topics.css";

/** A topic's name over the line that marks its figures in texts. */
export function TopicName({ topic }: { topic: Topic }) {
  const names = useWords(topics);
  return (
    <span className="topic-line" data-topic={topic}>
      {names[topic]}
    </span>
  );
}
