/**
 * JSON text of JavaScript values, for the core to read.
 *
 * What JSON cannot hold (a `Date`, `NaN`, a `Map`, …) is not dropped or turned into something else, as `JSON.stringify` does: U+001A
 * stands in for it, followed by a JSON string that says what it is, and the core names the fault at its place.
 */

const STAND_IN = "\u001a";

/** More levels than the core reads: it says so of whatever is nested deeper. */
const ENOUGH_LEVELS = 100;

/** What is so large that the core refuses it whatever it holds. */
class TooLarge extends Error {}

/** The bytes of an object with these parts; a part that is `undefined` is left out. Never many more than `most`. */
export function written(parts: Record<string, unknown>, most: number): Uint8Array {
  const given = Object.entries(parts).filter(([, value]) => value !== undefined);
  return encoded((text) => text.object(given), most);
}

/** The bytes of one value, after a line. Never many more than `most`. */
export function writtenValue(value: unknown, most: number, line: string): Uint8Array {
  return encoded((text) => text.value(value), most, isNull, line);
}

/** The bytes of what a form holds: what is blank is null, so that a misspelt field is one though nobody has filled it in. */
export function writtenForm(form: unknown, most: number, line: string): Uint8Array {
  return encoded((text) => text.value(isBlank(form) ? {} : form), most, isBlank, line);
}

/** What a form holds where nobody has answered. */
export function isBlank(value: unknown): boolean {
  return value === "" || value === null || value === undefined;
}

function encoded(write: (text: Text) => void, most: number, isNullHere = isNull, line = ""): Uint8Array {
  const text = new Text(most + line.length, isNullHere);
  text.out = line;
  try {
    write(text);
  } catch (error) {
    if (error instanceof TooLarge) {
      return new Uint8Array(most + 1);
    }
    throw error;
  }
  return new TextEncoder().encode(text.out);
}

function isNull(value: unknown): boolean {
  return value === null;
}

class Text {
  out = "";
  readonly #most: number;
  readonly #isNull: (value: unknown) => boolean;
  /** The lists and objects around the value at hand. */
  readonly #around: unknown[] = [];

  constructor(most: number, isNull: (value: unknown) => boolean) {
    this.#most = most;
    this.#isNull = isNull;
  }

  value(value: unknown): void {
    // A text has at least as many bytes as it has UTF-16 code units.
    if (this.out.length > this.#most) {
      throw new TooLarge();
    }
    if (this.#isNull(value)) {
      this.out += "null";
    } else if (typeof value === "boolean") {
      this.out += String(value);
    } else if (typeof value === "string") {
      this.#text(value);
    } else if (typeof value === "number" && Number.isFinite(value)) {
      this.out += String(value);
    } else if (Array.isArray(value)) {
      this.#inside(value, () => this.#list(value));
    } else if (isPlain(value)) {
      this.#inside(value, () => this.object(Object.entries(value)));
    } else if (isPlainDate(value)) {
      this.#text(String(value));
    } else {
      this.#standIn(described(value));
    }
  }

  object(entries: readonly (readonly [string, unknown])[]): void {
    let lead = "{";
    for (const [key, value] of entries) {
      // A key cannot be stood in for; with half a surrogate pair it is none that a record has.
      this.out += `${lead}${JSON.stringify(wellFormed(key))}:`;
      if (value === undefined && !this.#isNull(value)) {
        this.#standIn("undefined; leave the key out, or null");
      } else {
        this.value(value);
      }
      lead = ",";
    }
    this.out += lead === "{" ? "{}" : "}";
  }

  #list(list: readonly unknown[]): void {
    let lead = "[";
    // By index: a hole is an entry that is not there, and `forEach` would pass over it.
    for (let index = 0; index < list.length; index += 1) {
      this.out += lead;
      this.value(list[index]);
      lead = ",";
    }
    this.out += lead === "[" ? "[]" : "]";
  }

  #text(text: string): void {
    if (wellFormed(text) === text) {
      this.out += JSON.stringify(text);
    } else {
      this.#standIn("a text with a lone surrogate");
    }
  }

  #inside(value: unknown, write: () => void): void {
    if (this.#around.includes(value)) {
      this.#standIn("something that holds itself");
    } else if (this.#around.length >= ENOUGH_LEVELS) {
      this.out += "[]";
    } else {
      this.#around.push(value);
      write();
      this.#around.pop();
    }
  }

  #standIn(description: string): void {
    this.out += STAND_IN + JSON.stringify(description);
  }
}

/** The text with another sign for each half of a surrogate pair that stands alone. */
export function wellFormed(text: string, sign = "\ufffd"): string {
  return text.replace(/\p{Surrogate}/gu, sign);
}

/** What a value is by its own account, whichever window it comes from. */
export function tag(value: unknown): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && tag(value) === "Object" && !inheritsGetters(value);
}

/** Whether a class computes some of what the object has: that is not among its own entries and would be passed over. */
function inheritsGetters(value: object): boolean {
  for (let above = parent(value); above !== null && parent(above) !== null; above = parent(above)) {
    if (Object.values(Object.getOwnPropertyDescriptors(above)).some(({ get }) => get !== undefined)) {
      return true;
    }
  }
  return false;
}

function parent(value: object): object | null {
  return Object.getPrototypeOf(value) as object | null;
}

/** A day of the calendar without a time: the one kind of date that loses nothing as `YYYY-MM-DD`. */
function isPlainDate(value: unknown): boolean {
  return tag(value) === "Temporal.PlainDate";
}

/** What a value is, in a few words: "must be a date, not …". */
function described(value: unknown): string {
  switch (typeof value) {
    case "number":
      return String(value);
    case "bigint":
      return "a BigInt";
    case "undefined":
      return "undefined";
    case "object":
      return describedObject(tag(value));
    default:
      return withArticle(typeof value);
  }
}

function describedObject(tag: string): string {
  switch (tag) {
    case "Date":
      return "a JavaScript Date (a moment)";
    case "Object":
      return "an object whose class has getters";
    default:
      return withArticle(tag);
  }
}

function withArticle(name: string): string {
  return `${/^[aeiou]/iu.test(name) ? "an" : "a"} ${name}`;
}
