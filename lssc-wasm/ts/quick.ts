/**
 * Summaries without text in between: a record is packed into the module's memory (`lssc-core`, `wire/quick.rs`, says how), and what is
 * decided is read from there as numbers. Whatever is not a record at a glance is left to the other way, which says why.
 */
import {
  activityUnits,
  competencySets,
  educations,
  milestones,
  outcomes,
  statuses,
  verdicts,
} from "./public.js";
import type { Quick } from "./summary.js";
import type { CertificationSummary, NextDate, Summary } from "./types.js";

/** What the quick module offers beside the rest. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  desk(length: number): number;
  numbers(): number;
  terms_summary_packed(terms: number, length: number): number;
  terms_summary_text(terms: number, length: number): number;
}

/** The most bytes that an entry or the single answers of a record can take. */
const ENTRY = 4096;
/** The most entries of a list and code units of a text; where there are more, that is a fault. */
const MOST_ENTRIES = 4096;
const MOST_TEXT = 1000;
const UNANSWERED = 0xffff;
const DAY = 10;

/** From a name to its place among all. */
function places(names: readonly string[]): ReadonlyMap<unknown, number> {
  return new Map(names.map((name, place) => [name, place]));
}

/** Where everything is, in the memory as it is now. */
let bytes = new Uint8Array();
let view = new DataView(new ArrayBuffer(0));
let at = 0;
let calls = 0;

/** Of a module without what is quick: nothing. */
export function quick(exports: WebAssembly.Exports): Quick | undefined {
  if (!("desk" in exports)) {
    return undefined;
  }
  const module = exports as unknown as Exports;
  const [educationPlaces, setPlaces] = [places(educations), places(competencySets.map(({ id }) => id))];
  const [outcomePlaces, unitPlaces] = [places(outcomes), places(activityUnits)];
  const encoder = new TextEncoder();
  let start = module.desk(64 * 1024);
  let room = 64 * 1024;
  const numbers = module.numbers();

  /** Makes sure that so many bytes can follow; true. */
  function reserve(more: number): boolean {
    const used = at - start;
    if (used + more > room) {
      room = 2 * (used + more);
      start = module.desk(room);
      at = start + used;
    }
    if (bytes.buffer !== module.memory.buffer) {
      bytes = new Uint8Array(module.memory.buffer);
      view = new DataView(module.memory.buffer);
    }
    return true;
  }

  function date(value: unknown): boolean {
    if (typeof value !== "string" || value.length !== DAY) {
      return false;
    }
    let signs = 0;
    for (let index = 0; index < DAY; index += 1) {
      const sign = value.charCodeAt(index);
      signs |= sign;
      bytes[at + index] = sign;
    }
    at += DAY;
    return signs < 0x80;
  }

  function optionalDate(value: unknown): boolean {
    return value === null ? byte(0) : date(value);
  }

  function byte(value: number): true {
    bytes[at] = value;
    at += 1;
    return true;
  }

  function number(value: number): true {
    bytes[at] = value;
    bytes[at + 1] = value >> 8;
    at += 2;
    return true;
  }

  function optionalBoolean(value: unknown): boolean {
    return value === null ? byte(0) : value === true ? byte(2) : value === false ? byte(1) : false;
  }

  function choice(value: unknown, among: ReadonlyMap<unknown, number>): boolean {
    const place = among.get(value);
    return place !== undefined && byte(place + 1);
  }

  function text(value: unknown): boolean {
    if (typeof value !== "string" || value.length > MOST_TEXT) {
      return false;
    }
    const { length } = value;
    number(length);
    let signs = 0;
    for (let index = 0; index < length; index += 1) {
      const sign = value.charCodeAt(index);
      signs |= sign;
      bytes[at + index] = sign;
    }
    at += length;
    return signs < 0x80;
  }

  function optionalText(value: unknown): boolean {
    return value === null ? number(UNANSWERED) : text(value);
  }

  function hours(value: unknown): boolean {
    if (typeof value !== "number") {
      return false;
    }
    view.setFloat64(at, value, true);
    at += 8;
    return true;
  }

  function list(value: unknown, entry: (value: Plain) => boolean): boolean {
    if (value === null) {
      return number(0);
    }
    if (!Array.isArray(value) || value.length > MOST_ENTRIES) {
      return false;
    }
    number(value.length + 1);
    for (let index = 0; index < value.length; index += 1) {
      reserve(ENTRY);
      const one: unknown = value[index];
      if (!isPlain(one) || !entry(one)) {
        return false;
      }
    }
    return reserve(ENTRY);
  }

  function span(value: Plain): boolean {
    let from: unknown = null;
    let to: unknown = null;
    let weekly: unknown = null;
    let total: unknown = null;
    let volunteer: unknown = null;
    let library: unknown = null;
    for (const key in value) {
      const part = value[key];
      switch (key) {
        case "from":
          from = part;
          break;
        case "to":
          to = part;
          break;
        case "hours_per_week":
          weekly = part;
          break;
        case "total_hours":
          total = part;
          break;
        case "volunteer":
          volunteer = part;
          break;
        case "library":
          library = part;
          break;
        default:
          return false;
      }
    }
    return (
      date(from) &&
      optionalDate(to) &&
      (total === null ? byte(1) && hours(weekly) : weekly === null && byte(2) && hours(total)) &&
      optionalBoolean(volunteer) &&
      optionalText(library)
    );
  }

  function period(value: Plain): boolean {
    let from: unknown = null;
    let to: unknown = null;
    for (const key in value) {
      if (key === "from") {
        from = value[key];
      } else if (key === "to") {
        to = value[key];
      } else {
        return false;
      }
    }
    return date(from) && optionalDate(to);
  }

  function completion(value: Plain): boolean {
    return dated(value, "course", "completed_on");
  }

  function degree(value: Plain): boolean {
    return dated(value, "agreement", "graduated_on");
  }

  function dated(value: Plain, idKey: string, dateKey: string): boolean {
    let id: unknown = null;
    let on: unknown = null;
    for (const key in value) {
      if (key === idKey) {
        id = value[key];
      } else if (key === dateKey) {
        on = value[key];
      } else {
        return false;
      }
    }
    return text(id) && date(on);
  }

  function portfolio(value: Plain): boolean {
    let set: unknown = null;
    let submitted: unknown = null;
    let outcome: unknown = null;
    let evaluated: unknown = null;
    for (const key in value) {
      const part = value[key];
      switch (key) {
        case "set":
          set = part;
          break;
        case "submitted_on":
          submitted = part;
          break;
        case "outcome":
          outcome = part;
          break;
        case "evaluated_on":
          evaluated = part;
          break;
        default:
          return false;
      }
    }
    const place = setPlaces.get(set);
    return (
      place !== undefined &&
      byte(place) &&
      date(submitted) &&
      choice(outcome, outcomePlaces) &&
      optionalDate(evaluated)
    );
  }

  function renewal(value: Plain): boolean {
    let on: unknown = null;
    for (const key in value) {
      if (key !== "renewed_on") {
        return false;
      }
      on = value[key];
    }
    return date(on);
  }

  function activity(value: Plain): boolean {
    let completed: unknown = null;
    let quantity: unknown = null;
    let unit: unknown = null;
    let sets: unknown = null;
    let title: unknown = null;
    for (const key in value) {
      const part = value[key];
      switch (key) {
        case "completed_on":
          completed = part;
          break;
        case "quantity":
          quantity = part;
          break;
        case "unit":
          unit = part;
          break;
        case "sets":
          sets = part;
          break;
        case "title":
          title = part;
          break;
        default:
          return false;
      }
    }
    if (!Array.isArray(sets) || sets.length > MOST_ENTRIES) {
      return false;
    }
    let bits = 0;
    for (let index = 0; index < sets.length; index += 1) {
      const place = setPlaces.get(sets[index]);
      if (place === undefined) {
        return false;
      }
      bits |= 1 << place;
    }
    return (
      date(completed) && hours(quantity) && choice(unit, unitPlaces) && number(bits) && optionalText(title)
    );
  }

  function record(value: unknown): boolean {
    if (!isPlain(value)) {
      return false;
    }
    let id: unknown = null;
    let education: unknown = null;
    let position: unknown = null;
    let experience: unknown = null;
    let membership: unknown = null;
    let applied: unknown = null;
    let admitted: unknown = null;
    let certified: unknown = null;
    let courses: unknown = null;
    let portfolios: unknown = null;
    let degrees: unknown = null;
    let renewals: unknown = null;
    let activities: unknown = null;
    for (const key in value) {
      const part = value[key];
      switch (key) {
        case "id":
          id = part;
          break;
        case "education":
          education = part;
          break;
        case "position_requires_mls":
          position = part;
          break;
        case "experience":
          experience = part;
          break;
        case "ala_membership":
          membership = part;
          break;
        case "applied_on":
          applied = part;
          break;
        case "admitted_on":
          admitted = part;
          break;
        case "certified_on":
          certified = part;
          break;
        case "courses":
          courses = part;
          break;
        case "portfolios":
          portfolios = part;
          break;
        case "degrees":
          degrees = part;
          break;
        case "renewals":
          renewals = part;
          break;
        case "activities":
          activities = part;
          break;
        default:
          return false;
      }
    }
    return (
      text(id) &&
      (education === null ? byte(0) : choice(education, educationPlaces)) &&
      optionalBoolean(position) &&
      list(experience, span) &&
      list(membership, period) &&
      optionalDate(applied) &&
      optionalDate(admitted) &&
      optionalDate(certified) &&
      list(courses, completion) &&
      list(portfolios, portfolio) &&
      list(degrees, degree) &&
      list(renewals, renewal) &&
      list(activities, activity)
    );
  }

  /** Puts the day at the beginning. */
  function begun(asOf: unknown): boolean {
    at = start;
    // Nobody else writes down what somebody has given to all objects.
    for (const _ in Object.prototype) {
      return false;
    }
    return reserve(ENTRY) && date(asOf);
  }

  return {
    ofRecord(terms, value, asOf) {
      calls += 1;
      const call = calls;
      const isPacked = begun(asOf) && record(value);
      // A getter of the record may ask for a summary itself, or have the memory grow.
      const isWhole = call === calls && bytes.buffer === module.memory.buffer;
      return isPacked && isWhole && module.terms_summary_packed(terms, at - start) !== 0
        ? read(module.memory, numbers)
        : undefined;
    },
    ofJson(terms, json, asOf) {
      if (!begun(asOf)) {
        return undefined;
      }
      if (typeof json === "string") {
        reserve(3 * json.length);
        const { written } = encoder.encodeInto(json, bytes.subarray(at));
        at += written;
        // What stands in for half a surrogate pair is no part of the text.
        if (written > json.length && !isWellFormed(json)) {
          return undefined;
        }
      } else {
        reserve(json.length);
        bytes.set(json, at);
        at += json.length;
      }
      return module.terms_summary_text(terms, at - start) !== 0 ? read(module.memory, numbers) : undefined;
    },
  };
}

/** An object as it is written down: without a class, or anything that it inherits. */
type Plain = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Plain {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const above: unknown = Object.getPrototypeOf(value);
  return (
    (above === Object.prototype || above === null) &&
    (value as Record<symbol, unknown>)[Symbol.toStringTag] === undefined
  );
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

let found = new Float64Array();

/** The summary that the numbers in the memory say, with the keys in the order of its JSON. */
function read(memory: WebAssembly.Memory, place: number): Summary {
  if (found.buffer !== memory.buffer) {
    found = new Float64Array(memory.buffer, place, 19);
  }
  return {
    status: name(statuses, 0),
    eligibility: name(verdicts, 1),
    counted_hours: orNull(2),
    deadline: day(3),
    completion: name(verdicts, 4),
    completed_on: day(5),
    certification: Number.isNaN(found[7]) ? null : certification(),
    total_cents: found[15] as number,
    next_date: Number.isNaN(found[16]) ? null : nextDate(),
  };
}

function certification(): CertificationSummary {
  return {
    certified_on: day(6) as string,
    term: found[7] as number,
    opens_on: day(8) as string,
    expires_on: day(9) as string,
    last_day: day(10) as string,
    provisional: found[11] === 1,
    renewal: name(verdicts, 12),
    contact_hours: orNull(13),
    technology_hours: orNull(14),
  };
}

function nextDate(): NextDate {
  return { on: day(16) as string, milestone: name(milestones, 17), in_days: found[18] as number };
}

function name<T>(names: readonly T[], place: number): T {
  return names[found[place] as number] as T;
}

function orNull(place: number): number | null {
  const number = found[place] as number;
  return Number.isNaN(number) ? null : number;
}

/** The second half of a date, by month and day in nine bits. */
const ENDS: readonly string[] = Array.from({ length: 512 }, (_, bits) => {
  const two = (part: number) => String(part).padStart(2, "0");
  return `-${two(bits >> 5)}-${two(bits & 31)}`;
});

function day(place: number): string | null {
  const parts = found[place] as number;
  return Number.isNaN(parts) ? null : String(parts >> 9).padStart(4, "0") + ENDS[parts & 511];
}
