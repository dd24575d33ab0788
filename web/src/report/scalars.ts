/**
 * A text whose places are counted in Unicode scalar values, as the spans of the API are. JavaScript counts in UTF-16
 * code units, where a rare character (𠅤 in a name) takes two.
 */
export class ScalarText {
  /** Where each scalar value begins in UTF-16; null where both ways of counting agree, as in nearly all reports. */
  readonly #units: Uint32Array | null;

  constructor(readonly text: string) {
    this.#units = /[\ud800-\udbff][\udc00-\udfff]/.test(text) ? unitsOf(text) : null;
  }

  /** How many scalar values it has. */
  get length(): number {
    return this.#units === null ? this.text.length : this.#units.length - 1;
  }

  /** From `start` to before `end`; places outside the text are its ends. */
  slice(start: number, end: number): string {
    return this.text.slice(this.#unit(start), this.#unit(end));
  }

  #unit(place: number): number {
    const within = Math.max(0, Math.min(place, this.length));
    return this.#units === null ? within : (this.#units[within] ?? this.text.length);
  }
}

function unitsOf(text: string): Uint32Array {
  const units: number[] = [];
  let unit = 0;
  for (const scalar of text) {
    units.push(unit);
    unit += scalar.length;
  }
  units.push(unit);
  return Uint32Array.from(units);
}
