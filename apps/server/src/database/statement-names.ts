/**
 * Names for statements that come back. The first two times a text is seen it runs unnamed, because most texts of a
 * kind (a list of 17 ids) never return; from the third on it has a name, the same on every connection.
 */
export class StatementNames {
  #seen = new Map<string, number>();
  #names = new Map<string, string>();
  #generation = 0;

  nameOf(text: string): string | undefined {
    const name = this.#names.get(text);
    if (name !== undefined) return name;
    const times = (this.#seen.get(text) ?? 0) + 1;
    if (times < timesBeforeNaming) {
      if (this.#seen.size >= mostTexts) this.#seen.clear();
      this.#seen.set(text, times);
      return undefined;
    }
    if (this.#names.size >= mostNames) return undefined;
    this.#seen.delete(text);
    const made = `t${this.#generation}_${this.#names.size}`;
    this.#names.set(text, made);
    return made;
  }

  forget(): void {
    this.#generation++;
    this.#names.clear();
    this.#seen.clear();
  }
}

const timesBeforeNaming = 3;
const mostTexts = 2000;
/** Each costs some ten kilobytes in every connection's server process. */
const mostNames = 1000;
