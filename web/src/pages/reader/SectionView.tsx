import { memo, useMemo } from "react";
import { dictionary, useWords } from "../../language/language";
import { layOut, type Block } from "../../report/layout";
import { Marked, type Marking } from "../../report/Marked";
import type { ScalarText } from "../../report/scalars";
import { TableScroll } from "../../table/TableScroll";
import type { ReportFigure, ReportSection } from "./query";

const words = dictionary({ table: "报告中的表" }, { table: "Table in the report" });

/** A section of the report with its figures marked. */
export const SectionView = memo(function SectionView({
  whole,
  section,
  figures,
  marking,
}: {
  whole: ScalarText;
  section: ReportSection;
  figures: readonly ReportFigure[];
  marking: Marking;
}) {
  const layout = useMemo(() => layOut(whole, section, figures), [whole, section, figures]);
  const Heading = `h${Math.min(Math.max(section.level, 1) + 1, 6)}` as "h2" | "h3" | "h4" | "h5" | "h6";
  const headed = layout.label !== "" || layout.heading.length > 0;
  return (
    <section id={`section-${section.path}`} className={`report-section level-${Math.min(section.level, 4)}${layout.runIn ? " run-in" : ""}`}>
      {headed ? (
        <Heading>
          {layout.label}
          <Marked pieces={layout.heading} marking={marking} />
          {layout.runIn ? layout.stop : ""}
        </Heading>
      ) : null}
      {layout.blocks.map((block, place) => (
        <BlockView key={place} block={block} marking={marking} />
      ))}
    </section>
  );
});

function BlockView({ block, marking }: { block: Block; marking: Marking }) {
  const w = useWords(words);
  if (block.kind === "paragraph") {
    return (
      <p>
        <Marked pieces={block.pieces} marking={marking} />
      </p>
    );
  }
  const [head = [], ...rows] = block.rows;
  return (
    <TableScroll label={w.table}>
      <table className="data report-table">
        <thead>
          <tr>
            {head.map((cell, place) => (
              <th key={place} scope="col">
                <Marked pieces={cell} marking={marking} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, place) => (
                <td key={place}>
                  <Marked pieces={cell} marking={marking} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
