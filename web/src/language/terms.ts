import { dictionary } from "./language";

/** The parts of government work, in the order of the reports. */
export const topics = dictionary(
  {
    ORGANIZATION: "组织领导",
    GOVERNMENT_FUNCTIONS: "政府职能",
    RULEMAKING: "制度建设",
    DECISION_MAKING: "行政决策",
    ENFORCEMENT: "行政执法",
    MEDIATION: "矛盾纠纷化解",
    RECONSIDERATION: "行政复议",
    LITIGATION: "行政应诉",
    OVERSIGHT: "监督",
    LEGAL_SERVICES: "公共法律服务",
    LEGAL_EDUCATION: "普法",
    OTHER: "其他",
  },
  {
    ORGANIZATION: "Organization",
    GOVERNMENT_FUNCTIONS: "Government functions",
    RULEMAKING: "Rulemaking",
    DECISION_MAKING: "Decisions",
    ENFORCEMENT: "Enforcement",
    MEDIATION: "Mediation",
    RECONSIDERATION: "Reconsideration",
    LITIGATION: "Litigation",
    OVERSIGHT: "Oversight",
    LEGAL_SERVICES: "Legal services",
    LEGAL_EDUCATION: "Legal education",
    OTHER: "Other",
  },
);

export type Topic = keyof typeof topics.zh;
export const allTopics = Object.keys(topics.zh) as Topic[];
export const isTopic = (text: string | null): text is Topic => text !== null && Object.hasOwn(topics.zh, text);

export const statuses = dictionary(
  { ACTUAL: "实绩", TARGET: "目标", RULE: "标准" },
  { ACTUAL: "actual", TARGET: "target", RULE: "rule" },
);

export type Status = keyof typeof statuses.zh;
export const allStatuses = Object.keys(statuses.zh) as Status[];
export const isStatus = (text: string | null): text is Status => text !== null && Object.hasOwn(statuses.zh, text);

export const qualifiers = dictionary(
  { EXACT: "确数", MORE_THAN: "以上", LESS_THAN: "不足", ABOUT: "约数" },
  { EXACT: "exact", MORE_THAN: "at least", LESS_THAN: "at most", ABOUT: "about" },
);

export const editions = dictionary(
  { ORIGINAL: "原文", DIGEST: "摘编", FICTIONAL: "虚构" },
  { ORIGINAL: "original", DIGEST: "digest", FICTIONAL: "fictional" },
);

export const measures = dictionary(
  { COUNT: "数量", RATE: "比率", AMOUNT: "金额", DURATION: "时长" },
  { COUNT: "count", RATE: "rate", AMOUNT: "amount", DURATION: "duration" },
);

export const countyKinds = dictionary(
  {
    COUNTY: "县",
    DISTRICT: "市辖区",
    COUNTY_LEVEL_CITY: "县级市",
    AUTONOMOUS_COUNTY: "自治县",
    BANNER: "旗",
    AUTONOMOUS_BANNER: "自治旗",
    FOREST_DISTRICT: "林区",
    SPECIAL_DISTRICT: "特区",
  },
  {
    COUNTY: "county",
    DISTRICT: "district",
    COUNTY_LEVEL_CITY: "county-level city",
    AUTONOMOUS_COUNTY: "autonomous county",
    BANNER: "banner",
    AUTONOMOUS_BANNER: "autonomous banner",
    FOREST_DISTRICT: "forest district",
    SPECIAL_DISTRICT: "special district",
  },
);

export const sectionKinds = dictionary(
  { PREAMBLE: "引言", ACHIEVEMENTS: "成效", PROBLEMS: "问题", PLANS: "打算", DUTIES: "履职", CLOSING: "结尾" },
  {
    PREAMBLE: "preamble",
    ACHIEVEMENTS: "achievements",
    PROBLEMS: "problems",
    PLANS: "plans",
    DUTIES: "duties",
    CLOSING: "closing",
  },
);

export const checkRules = dictionary(
  {
    PARTS_SUM_TO_TOTAL: "分项之和等于总数",
    RATE_MATCHES_COUNTS: "比率与数量相符",
    TOTAL_EXCEEDS_PART: "总数不小于其中的部分",
    PERCENT_IN_RANGE: "比率不超过百分之百",
  },
  {
    PARTS_SUM_TO_TOTAL: "Parts add up to the total",
    RATE_MATCHES_COUNTS: "Rate matches the counts",
    TOTAL_EXCEEDS_PART: "Part is not larger than the total",
    PERCENT_IN_RANGE: "Share is at most the whole",
  },
);

export const checkStatuses = dictionary(
  { PASSED: "相符", ROUNDED: "取整后相符", FAILED: "不符" },
  { PASSED: "holds", ROUNDED: "holds when rounded", FAILED: "does not hold" },
);

export const decisions = dictionary(
  { CONFIRMED: "确认", CORRECTED: "更正", REJECTED: "剔除" },
  { CONFIRMED: "confirmed", CORRECTED: "corrected", REJECTED: "rejected" },
);
