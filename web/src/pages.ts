import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { dictionary } from "./language/language";
import { Overview } from "./pages/overview/Overview";

export const pageNames = dictionary(
  { overview: "概览", county: "县", indicator: "指标", compare: "对比", report: "报告", search: "查原文", import: "导入", reviews: "复核", nothing: "没有这一页" },
  { overview: "Overview", county: "County", indicator: "Indicator", compare: "Compare", report: "Report", search: "Search", import: "Import", reviews: "Review", nothing: "No such page" },
);

export interface Page {
  name: keyof typeof pageNames.zh;
  /** With the names of what stands in it after a colon: /counties/:code. */
  path: string;
  /** The address in the navigation; none for pages about one thing. */
  navigation?: string;
  /** Pages other than the first come with their own code when they are opened. */
  component: ComponentType | LazyExoticComponent<ComponentType>;
}

/** The pages, the first that fits wins. A page takes its state from the address alone. */
export const pages: Page[] = [
  { name: "overview", path: "/", navigation: "/", component: Overview },
  { name: "county", path: "/counties/:code", component: lazy(() => import("./pages/county/County")) },
  { name: "indicator", path: "/indicators/:code", component: lazy(() => import("./pages/indicator/Indicator")) },
  { name: "compare", path: "/compare", navigation: "/compare", component: lazy(() => import("./pages/compare/Compare")) },
  { name: "report", path: "/reports/:county/:year", component: lazy(() => import("./pages/reader/Reader")) },
  { name: "search", path: "/search", navigation: "/search", component: lazy(() => import("./pages/search/Search")) },
  { name: "import", path: "/import", navigation: "/import", component: lazy(() => import("./pages/import/Import")) },
  { name: "reviews", path: "/reviews", navigation: "/reviews", component: lazy(() => import("./pages/reviews/Reviews")) },
];

export const nothing = lazy(() => import("./pages/Nothing"));
