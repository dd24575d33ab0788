import { useEffect, useRef, useState, type Ref, useImperativeHandle } from "react";
import type { ChartFiles } from "../download/Download";
import { dictionary, useWords } from "../language/language";
import { useTheme } from "../theme";
import { pngOf, svgOf, type Caption } from "./file";
import type { ECharts, EChartsCoreOption } from "./drawing";
import "./chart.css";

const words = dictionary(
  { failed: "图画不出来，数字都在下面的表里。" },
  { failed: "The chart cannot be drawn; its numbers are in the table below." },
);

/** Comes with the code of the first page that has a chart, while the page's data are still on their way. */
const drawing = import("./drawing");
// Whoever draws says that it failed; until then nobody listens.
drawing.catch(() => undefined);

/**
 * A chart of ECharts. Its place has its final height from the start.
 * `option` is made anew whenever the colours change; `label` says to a screen reader what is drawn.
 */
export function Chart({
  option,
  label,
  height,
  onPoint,
  caption,
  files,
}: {
  option: () => EChartsCoreOption;
  label: string;
  height: number;
  /** A point was chosen: the place of its series, and its own. */
  onPoint?: (series: string, place: number) => void;
  /** What stands around the chart in a file. */
  caption: () => Caption;
  files?: Ref<ChartFiles>;
}) {
  const w = useWords(words);
  const { dark } = useTheme();
  const element = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<ECharts | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const place = element.current;
    if (place === null) return;
    let drawn: ECharts | undefined;
    let gone = false;
    const watcher = new ResizeObserver(() => drawn?.resize());
    drawing.then(
      ({ draw }) => {
        if (gone) return;
        drawn = draw(place);
        watcher.observe(place);
        setChart(drawn);
      },
      () => setFailed(true),
    );
    return () => {
      gone = true;
      watcher.disconnect();
      drawn?.dispose();
      setChart(null);
    };
  }, []);

  useEffect(() => {
    // Colours are read from the page, which takes them over after this effect's turn when the theme has just changed.
    const frame = requestAnimationFrame(() => chart?.setOption(option(), { notMerge: true }));
    return () => cancelAnimationFrame(frame);
  }, [chart, option, dark]);

  useEffect(() => {
    if (chart === null || onPoint === undefined) return;
    const chosen = (event: { seriesId?: string; dataIndex?: number }) => {
      if (event.seriesId !== undefined && event.dataIndex !== undefined) onPoint(event.seriesId, event.dataIndex);
    };
    chart.on("click", chosen as (event: unknown) => void);
    return () => {
      chart.off("click", chosen as (event: unknown) => void);
    };
  }, [chart, onPoint]);

  useImperativeHandle(
    files,
    () => ({ svg: () => svgOf(element.current, caption()), png: () => pngOf(element.current, caption()) }),
    [caption],
  );

  return failed ? (
    <p className="chart dim" style={{ height }}>
      {w.failed}
    </p>
  ) : (
    <div className="chart" ref={element} role="img" aria-label={label} style={{ height }} />
  );
}
