import { extractName } from "./document";
import type { Language } from "../language/language";

/** A question that one can ask of Fazhi, with the document that asks it. */
export interface Question {
  /** The question itself, in each language. */
  text: Record<Language, string>;
  document: string;
  /** The name of its operation, which is the name of its tab. */
  name: string;
}

const files = import.meta.glob<string>("../../../docs/tour/*.graphql", { query: "?raw", import: "default", eager: true });

/** The questions of docs/tour, in the order of their file names. */
export const tour: Question[] = Object.entries(files)
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .map(([, document]) => question(document));

/** A document of docs/tour opens with two lines of comment: the question in English, the question in Chinese. */
export function question(document: string): Question {
  const [en, zh] = document.split("\n", 2).map((line) => line.replace(/^#\s*/, ""));
  return { text: { zh: zh ?? "", en: en ?? "" }, document, name: extractName(document) };
}
