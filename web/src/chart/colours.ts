/** The colours of the page as a chart needs them: numbers, where the style sheet has names for both light and dark. */
export function colours<Name extends string>(names: readonly Name[]): Record<Name, string> {
  const probe = document.createElement("span");
  document.body.append(probe);
  const found = Object.fromEntries(
    names.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  ) as Record<Name, string>;
  probe.remove();
  return found;
}

export const lineColours = ["series-1", "series-2", "series-3", "series-4", "series-5", "series-6", "series-7", "series-8"] as const;
const lineDashes = [[], [6, 3], [2, 3], [9, 3, 2, 3], [12, 4], [4, 4], [8, 2, 2, 2, 2, 2], [1, 3]] as const;

/** The colour of a line by its place; after eight they come again. */
export const colourOf = (place: number) => lineColours[place % lineColours.length] ?? "series-1";

/** Its dashes, for those to whom the colours look alike. */
export const dashOf = (place: number): readonly number[] => lineDashes[place % lineDashes.length] ?? [];
