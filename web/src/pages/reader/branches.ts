import type { ReportSection } from "./query";

/** A section with those below it. */
export interface Branch {
  section: ReportSection;
  /** Figures in it and in all below it. */
  figures: number;
  children: Branch[];
}

/** The tree of the sections, which come in the order of the document; `counts` are figures by path. */
export function branches(sections: readonly ReportSection[], counts: ReadonlyMap<string, number>): Branch[] {
  const top: Branch[] = [];
  const byPath = new Map<string, Branch>();
  for (const section of sections) {
    const branch: Branch = { section, figures: 0, children: [] };
    byPath.set(section.path, branch);
    const parent = byPath.get(section.path.slice(0, Math.max(0, section.path.lastIndexOf("."))));
    (parent?.children ?? top).push(branch);
    const own = counts.get(section.path) ?? 0;
    // Each section that holds this one: 1.2.3, 1.2, 1.
    for (let path = section.path; path !== ""; path = path.slice(0, Math.max(0, path.lastIndexOf(".")))) {
      const holder = byPath.get(path);
      if (holder !== undefined) holder.figures += own;
    }
  }
  return top;
}

/** Whether `path` is `holder` or lies below it. */
export const within = (path: string, holder: string): boolean => path === holder || path.startsWith(`${holder}.`);
