import type { Language } from "../language/language";

/** What all charts have in common, in the colours of the page. */
export function axisStyle(c: Record<"ink" | "ink-2" | "line" | "raised", string>) {
  const label = { color: c["ink-2"], fontSize: 12 };
  const name = { nameTextStyle: { ...label, align: "left" }, nameGap: 12 };
  return {
    chart: { animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily } },
    category: {
      type: "category",
      axisLine: { lineStyle: { color: c["ink-2"] } },
      axisTick: { show: false },
      axisLabel: { ...label, hideOverlap: true },
    },
    value: { ...name, type: "value", splitNumber: 4, axisLabel: label, splitLine: { lineStyle: { color: c.line } } },
    tooltip: {
      trigger: "item",
      confine: true,
      backgroundColor: c.raised,
      borderColor: c.line,
      textStyle: { color: c.ink, fontSize: 13 },
      extraCssText: "max-width: 24rem; white-space: normal; box-shadow: var(--shadow);",
    },
  } as const;
}

const compact = { zh: new Intl.NumberFormat("zh-CN", { notation: "compact" }), en: new Intl.NumberFormat("en", { notation: "compact" }) };

/** The numbers of an axis: 5000, 5万, 20K. */
export const shortNumber = (value: number, language: Language): string =>
  Math.abs(value) < 10000 ? String(Number(value.toFixed(6))) : compact[language].format(value);
