import { BarChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use, type ECharts, type EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, CustomChart, GridComponent, LineChart, ScatterChart, SVGRenderer, TooltipComponent]);

export type { ECharts, EChartsCoreOption };

/** A drawing in an element, as SVG: sharp on every screen, and a file as it is. */
export const draw = (element: HTMLElement): ECharts => init(element, null, { renderer: "svg" });
