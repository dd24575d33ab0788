import type { Language } from "./language";

/**
 * What the server says in codes, in the reader's words, with what to do about it: user errors, warnings of imports, and
 * the errors that a change can meet. `docs/API.md` has the codes.
 */
const faults: Record<string, Record<Language, string>> = {
  EMPTY_FILE: { zh: "文件是空的。请选有正文的文件。", en: "The file is empty. Choose one that has a text." },
  EMPTY: { zh: "里面没有文字。请选有正文的文件。", en: "There is no text in it. Choose a file that has one." },
  TOO_LARGE: {
    zh: "太大了：一份报告最多 32 MB，文字最多 1.5 MB。看看是不是把好几份放在了一起。",
    en: "Too large: a report has at most 32 MB, and 1.5 MB of text. Are these several reports in one?",
  },
  PAYLOAD_TOO_LARGE: {
    zh: "太大了：一次最多发 32 MB。请分开上传。",
    en: "Too large: at most 32 MB at a time. Send less at once.",
  },
  BINARY_FILE: { zh: "这不是文字文件。请另存为 .txt（UTF-8）再导入。", en: "This is not text. Save it as .txt, in UTF-8, and import that." },
  UNSUPPORTED_FORMAT: {
    zh: "这种文件读不了。可以是 .txt、.md、.html、.docx、.pdf；压缩包请先解开，或者在服务器上用 fazhi import。",
    en: "This kind of file is not read. Give .txt, .md, .html, .docx or .pdf; unpack archives first, or use fazhi import on the server.",
  },
  BROKEN_TEXT: { zh: "文字编码坏了，既不是 UTF-8 也不是 GB18030。请另存为 UTF-8。", en: "The text is neither UTF-8 nor GB18030. Save it as UTF-8." },
  DAMAGED_FILE: { zh: "文件坏了，打不开。请用原来的软件打开，另存一份再导入。", en: "The file is damaged. Open it in its program and save it again." },
  ENCRYPTED_FILE: { zh: "文件有密码。请去掉密码另存一份。", en: "The file has a password. Save it without one." },
  NO_TEXT: {
    zh: "PDF 里没有文字，是扫描的图片。请先做文字识别（OCR），再导入文字。",
    en: "The PDF has no text: it is a scan. Recognise its characters first (OCR), and import the text.",
  },
  NOT_A_REPORT: {
    zh: "看不出是一份报告：没有标题，或者标题下面没有内容。请检查文件是否完整。",
    en: "This does not look like a report: it has no title, or nothing under it. Is the file complete?",
  },
  NO_COUNTY: { zh: "没找到是哪个县。请在下面选县，再试一次。", en: "No county was found in it. Choose the county below and try again." },
  AMBIGUOUS_COUNTY: { zh: "县名有几个县都用。请在下面选定一个，再试一次。", en: "Several counties have this name. Choose one below and try again." },
  UNKNOWN_COUNTY: { zh: "没有这个代码的县。请在下面选县。", en: "No county has this code. Choose one below." },
  NO_YEAR: { zh: "没找到是哪一年的报告。请在下面填年度，再试一次。", en: "No year was found in it. Give the year below and try again." },
  BAD_YEAR: { zh: "年度要在 1980 到 2100 之间。", en: "The year has to be from 1980 to 2100." },
  SUPERSEDED: {
    zh: "已经有更可靠的版本（原文优先于摘编），没有替换。如果那份是错的，请先删除它。",
    en: "A weightier edition is there already (an original comes before a digest); nothing was replaced. Delete that one first if it is wrong.",
  },
  BAD_URL: { zh: "网址要以 https:// 或 http:// 开头。", en: "The address has to begin with https:// or http://." },
  BAD_TEXT: { zh: "填写的内容太长，或者有不该有的字符。", en: "What was given is too long, or has characters that do not belong there." },
  COUNTY_BY_CONTEXT: {
    zh: "标题里没有县名，县是从正文推断的。请核对；不对的话，选定县再导入一次。",
    en: "The title names no county; it was inferred from the text. Check it, and import again with the county if it is another one.",
  },
  COUNTY_OVERRIDDEN: { zh: "正文里说的是另一个县，已按所选的县导入。请核对。", en: "The text speaks of another county than the one that was chosen. Check it." },
  YEAR_BY_CONTEXT: {
    zh: "标题里没有年度，年度是推断的。请核对；不对的话，填上年度再导入一次。",
    en: "The title names no year; it was inferred. Check it, and import again with the year if it is another one.",
  },
  EDITION_MARK: {
    zh: "文件第一行写的版本和所选的不同，已按所选的导入。",
    en: "The first line of the file names another edition than the one that was chosen, which was taken.",
  },
  UNAUTHENTICATED: { zh: "没有令牌，或者令牌已失效。", en: "There is no token, or it is worth nothing any more." },
  FORBIDDEN: { zh: "这个令牌没有所需的权限。", en: "The token lacks the scope that is needed." },
  NOT_FOUND: { zh: "它已经不在数据库里了：报告可能刚被替换或删除。", en: "It is not in the database any more: the report may have been replaced or deleted." },
  RATE_LIMITED: { zh: "请求太密，请等一会儿再试。", en: "Too many requests; wait a moment and try again." },
  NOTHING_TO_CORRECT: { zh: "更正要填上改成什么：数值、单位或指标。", en: "A correction needs what is right: a value, a unit or an indicator." },
  NOT_A_CORRECTION: { zh: "只有“更正”才能改数值、单位和指标。", en: "Only a correction changes value, unit or indicator." },
  BAD_RANGE: { zh: "区间不对：上限要大于下限，而且要和数值一起填。", en: "The range is wrong: its high end comes with a value and above it." },
  BAD_NUMBER: { zh: "数值不对：请填普通的数字。", en: "The value is no ordinary number." },
  BAD_INDICATOR: { zh: "目录里没有这个指标。", en: "The catalogue has no such indicator." },
};

/** A fault in the reader's words; what has no words here is told in the server's. */
export function faultText(fault: { code: string; message: string }, language: Language): string {
  return faults[fault.code]?.[language] ?? fault.message;
}
