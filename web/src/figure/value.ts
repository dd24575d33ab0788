import type { Language } from "../language/language";

export type Qualifier = "EXACT" | "MORE_THAN" | "LESS_THAN" | "ABOUT";

/** What a figure and a point of a series have in common: a number, perhaps a range, perhaps only a bound. */
export interface Value {
  value: number;
  valueHigh: number | null;
  unit: string;
  qualifier: Qualifier;
}

const signs: Record<Qualifier, string> = { EXACT: "", MORE_THAN: "≥", LESS_THAN: "≤", ABOUT: "≈" };

/** ≥ for 余, 以上; ≤ for 近, 不足; ≈ for 约; nothing for an exact number. */
export const sign = (qualifier: Qualifier): string => signs[qualifier];

const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });

/**
 * A number with all the digits that the report states: thousands are grouped, and long round numbers are scaled where
 * that drops nothing (5,830万, 58.3 million).
 */
export function numberText(value: number, language: Language): string {
  const scales =
    language === "zh"
      ? ([
          [1e8, "亿"],
          [1e4, "万"],
        ] as const)
      : ([
          [1e9, " billion"],
          [1e6, " million"],
        ] as const);
  if (Math.abs(value) >= 1e6) {
    for (const [scale, name] of scales) {
      const scaled = value / scale;
      if (Math.abs(scaled) >= 1 && Math.abs(scaled * 100 - Math.round(scaled * 100)) < 1e-9) {
        return grouped.format(Math.round(scaled * 100) / 100) + name;
      }
    }
  }
  return grouped.format(value);
}

/** The number with its sign, without unit: ≥3,890, 10–12, 93.8%. A percent sign belongs to the number. */
export function valueText(of: Value, language: Language): string {
  const range = of.valueHigh === null ? "" : `–${numberText(of.valueHigh, language)}`;
  const percent = of.unit === "%" || of.unit === "‰" ? of.unit : "";
  return `${sign(of.qualifier)}${numberText(of.value, language)}${range}${percent}`;
}

const english: Record<string, string> = {
  件: "cases",
  起: "cases",
  名: "people",
  人: "people",
  人次: "attendances",
  场: "events",
  场次: "events",
  次: "times",
  期: "issues",
  份: "documents",
  条: "entries",
  个: "",
  项: "items",
  家: "bodies",
  户: "households",
  户次: "household visits",
  元: "yuan",
  天: "days",
  日: "days",
  小时: "hours",
  篇: "articles",
  部: "works",
  批: "batches",
  册: "copies",
  张: "sheets",
};

/** The measure word for the reader: as it is in Chinese, roughly translated in English; empty for percent. */
export function unitText(unit: string, language: Language): string {
  if (unit === "%" || unit === "‰") return "";
  return language === "zh" ? unit : (english[unit] ?? unit);
}

/** What stands over a column of numbers without units: the measure word, or the percent sign. */
export function unitLabel(unit: string, language: Language): string {
  return unit === "%" || unit === "‰" ? unit : unitText(unit, language);
}

const spoken: Record<Language, Record<Qualifier, string>> = {
  zh: { EXACT: "", MORE_THAN: "超过", LESS_THAN: "不到", ABOUT: "约" },
  en: { EXACT: "", MORE_THAN: "more than ", LESS_THAN: "less than ", ABOUT: "about " },
};

/** The value in words for a screen reader: 超过3,890件. */
export function spokenText(of: Value, language: Language): string {
  const number = valueText({ ...of, qualifier: "EXACT" }, language);
  const unit = unitText(of.unit, language);
  return `${spoken[language][of.qualifier]}${number}${language === "zh" || unit === "" ? "" : " "}${unit}`;
}

/**
 * The change against the year before: +12.3%; of a share, in percentage points, as the ratio of two shares says little.
 * With ≈ where one of the two values, as far as they are given, is not exact. Null where there is nothing to compare with.
 */
export function changeText(
  point: { value: number; unit: string; change: number | null; qualifier?: Qualifier } | null,
  language: Language,
  before?: { qualifier: Qualifier },
): string | null {
  if (point === null || point.change === null) return null;
  const share = point.unit === "%" && point.change > -1;
  const change = share ? point.value - point.value / (1 + point.change) : point.change * 100;
  const text = Math.abs(change).toFixed(Math.abs(change) >= 100 ? 0 : 1);
  const exact = [point.qualifier, before?.qualifier].every((qualifier) => qualifier === undefined || qualifier === "EXACT");
  const signed = `${exact ? "" : "≈"}${Number(text) === 0 ? "±0" : `${change > 0 ? "+" : "−"}${text}`}`;
  if (!share) return `${signed}%`;
  return language === "zh" ? `${signed}点` : `${signed} pp`;
}
