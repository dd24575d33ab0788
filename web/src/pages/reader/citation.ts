/** How a sentence of a report is cited. */

export interface Cited {
  county: { name: string; nameEn: string };
  year: number;
  title: string;
  edition: "ORIGINAL" | "DIGEST" | "FICTIONAL";
  issuers: readonly string[];
  /** The day at its foot, or else that of its publication: 2022-01-19. */
  dated: string | null;
  /** Where the report itself is on the web. */
  url: string | null;
  /** Where it is here, at the sentence. */
  address: string;
  /** The sentence; null cites the whole. */
  quote: string | null;
  /** The day on which it was read. */
  read: string;
}

/**
 * As in GB/T 7714—2015, a report on the web:
 * 责任者. 题名[R/OL]. (发布日期)[引用日期]. 网址.
 */
export function chinese(cited: Cited): string {
  const issuers = cited.issuers.length === 0 ? `${cited.county.name}人民政府` : cited.issuers.slice(0, 3).join(", ");
  const more = cited.issuers.length > 3 ? ", 等" : "";
  const dated = cited.dated === null ? "" : `(${cited.dated})`;
  const source = `${issuers}${more}. ${cited.title}${chineseEdition[cited.edition]}[R/OL]. ${dated}[${cited.read}]. ${cited.url ?? cited.address}.`;
  const quote = cited.quote === null ? "" : `“${cited.quote}” `;
  // The address here is that of the sentence; where the report has one of its own, that comes first.
  return quote + source + (cited.url === null ? "" : ` 原句位置: ${cited.address}.`);
}

const chineseEdition = { ORIGINAL: "", DIGEST: "（摘编）", FICTIONAL: "（虚构示例）" };
const englishEdition = { ORIGINAL: "", DIGEST: "Re-worded digest. ", FICTIONAL: "Fictional example, not issued by any county. " };

/** In plain English, with the Chinese title as it is. */
export function english(cited: Cited): string {
  const quote = cited.quote === null ? "" : `“${cited.quote}” `;
  const dated = cited.dated === null ? "" : `${englishDate(cited.dated)}. `;
  const url = cited.url === null ? "" : `${cited.url}. `;
  return `${quote}${cited.county.nameEn}, rule-of-law government report for ${cited.year} (${cited.title}). ${englishEdition[cited.edition]}${dated}${url}Read ${englishDate(cited.read)} at ${cited.address}`;
}

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** 2022-01-19 is 19 January 2022. */
export function englishDate(day: string): string {
  const [year, month, date] = day.slice(0, 10).split("-").map(Number);
  return `${date} ${months[(month ?? 1) - 1]} ${year}`;
}

/** Today where the reader is: 2026-03-01. */
export function today(now = new Date()): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
