/**
 * The words of a search as the server takes them: separated by spaces and punctuation; what stands in quotation marks
 * stands together.
 */
export function searchWords(query: string): string[] {
  const words: string[] = [];
  // Outside and inside of quotation marks take turns.
  for (const [place, part] of query.split(/["“”„＂「」『』«»]/).entries()) {
    if (place % 2 === 1) words.push(part.trim().toLowerCase());
    else words.push(...part.toLowerCase().split(/[^\p{Alphabetic}\p{N}]+/u));
  }
  return [...new Set(words.filter((word) => /[\p{Alphabetic}\p{N}]/u.test(word)))];
}
