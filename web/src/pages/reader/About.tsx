import { dictionary, useWords } from "../../language/language";
import { editions } from "../../language/terms";
import type { ReadReport } from "./useReport";
import "../../report/facts.css";

const words = dictionary(
  {
    title: "关于这份报告",
    edition: "版本",
    number: "文号",
    index: "索引号",
    issuers: "发文机关",
    signatory: "签发人",
    addressee: "主送",
    signed: "落款日期",
    published: "发布日期",
    source: "来源",
    file: "文件",
    imported: "导入",
    open: "打开原来的网页",
    sha: "SHA-256",
  },
  {
    title: "About this report",
    edition: "Edition",
    number: "Document number",
    index: "Index number",
    issuers: "Issued by",
    signatory: "Signed off by",
    addressee: "Addressed to",
    signed: "Date at its foot",
    published: "Published",
    source: "Source",
    file: "File",
    imported: "Imported",
    open: "Open its web page",
    sha: "SHA-256",
  },
);

/** What the report says about itself, and the document that it was read from. */
export function About({ report }: { report: ReadReport }) {
  const w = useWords(words);
  const editionNames = useWords(editions);
  const facts: [string, string | null][] = [
    [w.number, report.documentNumber],
    [w.index, report.indexNumber],
    [w.issuers, report.issuers.length === 0 ? null : report.issuers.join("、")],
    [w.signatory, report.signatory],
    [w.addressee, report.addressee],
    [w.signed, report.signedOn],
    [w.published, report.publishedOn],
  ];
  // Only addresses of the web become links: what was imported with a report is not to be trusted.
  const given = report.source.url;
  const url = given !== null && /^https?:/i.test(given) && URL.canParse(given) ? given : null;
  return (
    <section aria-labelledby="about">
      <h2 id="about">{w.title}</h2>
      <dl className="facts">
        <dt>{w.edition}</dt>
        <dd>{editionNames[report.edition]}</dd>
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name} className="facts-pair">
              <dt>{name}</dt>
              <dd lang="zh">{value}</dd>
            </div>
          ),
        )}
        {url === null ? null : (
          <>
            <dt>{w.source}</dt>
            <dd>
              <a href={url} rel="noreferrer" target="_blank">
                {w.open}
              </a>{" "}
              <span className="dim small">{new URL(url).host}</span>
            </dd>
          </>
        )}
        <dt>{w.file}</dt>
        <dd className="facts-break">
          {report.source.name} <span className="dim small">{report.source.mediaType}</span>
        </dd>
        <dt>{w.imported}</dt>
        <dd>
          <time dateTime={report.source.importedAt} className="number">
            {report.source.importedAt.slice(0, 10)}
          </time>
        </dd>
        <dt>{w.sha}</dt>
        <dd className="facts-break facts-hash">{report.source.sha256}</dd>
      </dl>
    </section>
  );
}
