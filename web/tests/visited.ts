/** The pages that the tests visit: where, and what stands there. Every page of `src/pages.ts` has at least one. */
export interface Visited {
  /** The path of the page in `src/pages.ts`. */
  page: string;
  /** An address of it. */
  address: string;
  /** Texts that are there when it is filled, in each language. */
  says: { zh: string | RegExp; en: string | RegExp };
}

export const visited: Visited[] = [
  { page: "/", address: "/", says: { zh: "同心县", en: "Tongxin County" } },
  { page: "/counties/:code", address: "/counties/640324", says: { zh: "成功化解矛盾纠纷", en: /resolved/i } },
  { page: "/counties/:code", address: "/counties/640324?topic=MEDIATION&view=figures", says: { zh: "3890余件", en: "3890余件" } },
  { page: "/indicators/:code", address: "/indicators/mediation.disputes.resolved", says: { zh: "酉阳", en: /Youyang/ } },
  {
    page: "/compare",
    address: "/compare?indicator=mediation.disputes.resolved&county=640324&county=500242&year=2021",
    says: { zh: "全县各类人民调解组织今年以来成功化解的矛盾纠纷有3890余件", en: "全县各类人民调解组织今年以来成功化解的矛盾纠纷有3890余件" },
  },
  { page: "/reports/:county/:year", address: "/reports/640324/2021", says: { zh: "枫桥经验", en: "枫桥经验" } },
  { page: "/search", address: "/search?q=调解&province=640000", says: { zh: "同心县", en: /Tongxin/ } },
  { page: "/search", address: "/search", says: { zh: "查原文", en: "Search the texts" } },
  { page: "/reviews", address: "/reviews", says: { zh: "复核", en: /Review/ } },
  { page: "/import", address: "/import", says: { zh: "fazhi token create", en: "fazhi token create" } },
  { page: "/compare", address: "/compare", says: { zh: "对比", en: /Compare/ } },
  { page: "/reports/:county/:year", address: "/reports/640324/2021?topic=MEDIATION&q=调解#section-1", says: { zh: /正文里有 \d+ 处/, en: /times in the text/ } },
  { page: "/reports/:county/:year", address: "/reports/640324/1999", says: { zh: "没有 1999 年的报告。", en: "There is no report on 1999." } },
  { page: "/search", address: "/search?q=调解&topic=MEDIATION&from=2019", says: { zh: /节里有“调解”/, en: /sections? ha(s|ve) “调解”/ } },
  { page: "/search", address: "/search?q=没有这样的话", says: { zh: "可以这样试：", en: "What may help:" } },
  { page: "/import", address: "/import?way=text", says: { zh: "导入这段文字", en: "Import this text" } },
  { page: "/reviews", address: "/reviews?queue=done&county=360124", says: { zh: "还没有复核过的数字。", en: "No figure has been reviewed yet." } },
];
