import { describe, expect, it } from "vitest";
import { layOut, marksOf, type Layout, type Piece } from "./layout";
import { ScalarText } from "./scalars";

/** A section of a text with its figures, which stand in ⟦⟧ in `received`. */
function laid(received: string, section: { label?: string; heading?: string; text: string }): Layout {
  const figures: { id: string; span: { start: number; end: number } }[] = [];
  let plain = "";
  for (const part of received.split(/(⟦[^⟧]*⟧)/)) {
    const text = part.replace(/[⟦⟧]/g, "");
    const start = Array.from(plain).length;
    if (part.startsWith("⟦")) figures.push({ id: String(figures.length), span: { start, end: start + Array.from(text).length } });
    plain += text;
  }
  const whole = new ScalarText(plain);
  return layOut(whole, { label: "", heading: "", ...section, span: { start: 0, end: whole.length } }, figures);
}

const shown = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (piece.figures.length === 0 ? piece.text : `[${piece.text}]`)).join("");

const paragraphs = (layout: Layout): string[] =>
  layout.blocks.map((block) =>
    block.kind === "paragraph" ? shown(block.pieces) : block.rows.map((row) => row.map(shown).join(" ¦ ")).join(" / "),
  );

describe("a section is laid out", () => {
  it("with the heading apart from the paragraphs", () => {
    const layout = laid("一、主要工作\n　　办结⟦45件⟧。\n下一段⟦3件⟧。", { label: "一、", heading: "主要工作", text: "办结45件。\n下一段3件。\n" });
    expect(layout.label + shown(layout.heading)).toBe("一、主要工作");
    expect(layout.runIn).toBe(false);
    expect(paragraphs(layout)).toEqual(["办结[45件]。", "下一段[3件]。"]);
  });

  it("with text that runs on behind the heading, and the stop between them", () => {
    const layout = laid("一是压实责任。召开会议⟦3次⟧。", { label: "一是", heading: "压实责任", text: "召开会议3次。" });
    expect([layout.runIn, layout.stop]).toEqual([true, "。"]);
    expect(paragraphs(layout)).toEqual(["召开会议[3次]。"]);
  });

  it("with the figure whole when a page number of the same digit stands before it", () => {
    const layout = laid("共办理\n2\n⟦2018件⟧。", { text: "共办理2018件。" });
    expect(paragraphs(layout)).toEqual(["共办理[2018件]。"]);
  });

  it("with a figure that is broken over two lines as one", () => {
    expect(paragraphs(laid("办结⟦1\n045件⟧。", { text: "办结1045件。" }))).toEqual(["办结[1045件]。"]);
  });

  it("with figures in the heading", () => {
    expect(shown(laid("（一）办成⟦十件⟧实事\n略", { label: "（一）", heading: "办成十件实事", text: "略" }).heading)).toBe("办成[十件]实事");
  });

  it("with rare characters counted once", () => {
    expect(paragraphs(laid("𠅤𠅤村⟦3件⟧，𠅤。", { text: "𠅤𠅤村3件，𠅤。" }))).toEqual(["𠅤𠅤村[3件]，𠅤。"]);
  });

  it("with lines of cells as a table", () => {
    const text = "见下表：\n|类别|2021年|\n|---|---|\n|复议|41件|\n完。";
    expect(paragraphs(laid("见下表：\n|类别|2021年|\n|---|---|\n|复议|⟦41件⟧|\n完。", { text }))).toEqual([
      "见下表：",
      "类别 ¦ 2021年 / 复议 ¦ [41件]",
      "完。",
    ]);
  });

  it("as it was received when its text is something else", () => {
    expect(paragraphs(laid("甲⟦3件⟧\n乙", { text: "丙丁" }))).toEqual(["甲[3件]", "乙"]);
  });

  it("in time that does not explode with the text", () => {
    const lines = Array.from({ length: 20_000 }, (_, line) => `第${line}行1`);
    const started = performance.now();
    expect(laid(lines.join("\n"), { text: lines.join("") }).blocks).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe("marks", () => {
  it("join figures that share characters, and only those", () => {
    const at = (id: string, start: number, end: number) => ({ id, span: { start, end } });
    expect(marksOf([at("c", 9, 12), at("a", 3, 6), at("b", 3, 6), at("d", 12, 14)]).map((mark) => mark.figures)).toEqual([
      ["a", "b"],
      ["c"],
      ["d"],
    ]);
  });
});
