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
];
