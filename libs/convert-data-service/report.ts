import type { Defect } from '#contracts/adapter';
import { ours } from './words.js';

/** Why an answer cannot be taken although it was readable. */
export interface Loss {
  readonly defect: Defect;
  readonly detail: string;
}

/**
 * What reading one row brought to light: remarks where something was odd but nothing is lost, losses where the meaning is.
 * Neither repeats a value: losses go back to the institution and into logs.
 */
export class Report {
  readonly #remarks: string[] = [];

  /**
   * @param losses shared by all rows of an answer
   * @param place e.g. `第2行`
   */
  constructor(
    private readonly losses: Loss[],
    private readonly place: string,
  ) {}

  remark(text: string): void {
    this.#remarks.push(ours(text));
  }

  lose(defect: Defect, text: string): void {
    this.losses.push({ defect, detail: `${this.place}${text}` });
  }

  /** The institution's own remarks followed by ours; undefined when there are none. */
  remarks(...institution: readonly string[]): string | undefined {
    const all = [...institution, ...new Set(this.#remarks)].filter((remark) => remark !== '');
    return all.length === 0 ? undefined : all.join('；');
  }

  /** For a part of the row with remarks of its own. */
  part(): Report {
    return new Report(this.losses, this.place);
  }
}
