/** An offset from UTC, or a region of the IANA time zone database. */
export type Zone =
  | { readonly type: 'offset'; readonly seconds: number }
  | { readonly type: 'region'; readonly name: string };

export const utc: Zone = { type: 'offset', seconds: 0 };

/** Offsets go no further than 14 hours (XML Schema 1.1 part 2, 3.3.7). */
const maxOffsetSeconds = 14 * 3600;

/** Reads `Z`, `+08:00`, `-03:30`, `@Asia/Shanghai`; null for an unknown one. */
export function parseZone(text: string): Zone | null {
  if (text === 'Z' || text === 'z') return utc;
  if (text.startsWith('@')) return isRegion(text.slice(1)) ? { type: 'region', name: text.slice(1) } : null;
  const match = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (match === null) return null;
  const [hours, minutes, seconds] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
  const size = hours * 3600 + minutes * 60 + seconds;
  if (minutes > 59 || seconds > 59 || size > maxOffsetSeconds) return null;
  return { type: 'offset', seconds: match[1] === '-' && size !== 0 ? -size : size };
}

export function offsetZone(seconds: number): Zone | null {
  return Number.isInteger(seconds) && Math.abs(seconds) <= maxOffsetSeconds ? { type: 'offset', seconds } : null;
}

export function zoneText(zone: Zone): string {
  if (zone.type === 'region') return `@${zone.name}`;
  if (zone.seconds === 0) return 'Z';
  const size = Math.abs(zone.seconds);
  const rest = size % 60 === 0 ? '' : `:${two(size % 60)}`;
  return `${zone.seconds < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${rest}`;
}

export function isSameZone(a: Zone | null, b: Zone | null): boolean {
  if (a === null || b === null) return a === b;
  return a.type === 'offset'
    ? b.type === 'offset' && a.seconds === b.seconds
    : b.type === 'region' && a.name === b.name;
}

export function isRegion(name: string): boolean {
  return /^[A-Za-z]/.test(name) && formatterOf(name) !== null;
}

/** Seconds east of UTC in force in `zone` at an instant (seconds since 1970 UTC). */
export function offsetAt(zone: Zone, epochSeconds: number): number {
  if (zone.type === 'offset') return zone.seconds;
  const whole = Math.floor(epochSeconds);
  // Offsets change only on quarter hours of UTC, so one answer serves a whole quarter.
  const quarter = Math.floor(whole / 900);
  let known = knownOffsets.get(zone.name);
  if (known === undefined) knownOffsets.set(zone.name, (known = new Map()));
  let offset = known.get(quarter);
  if (offset === undefined) {
    if (known.size > maxKnownQuarters) known.clear();
    known.set(quarter, (offset = computeOffset(zone.name, quarter * 900)));
  }
  return offset;
}

/**
 * Seconds east of UTC for a wall clock reading (as seconds since 1970 "local"). A reading that does not exist or exists
 * twice is taken as PostgreSQL takes it: with the offset before the gap, and the offset after the overlap.
 */
export function offsetForLocal(zone: Zone, localSeconds: number): number {
  if (zone.type === 'offset') return zone.seconds;
  const before = offsetAt(zone, localSeconds - 86400);
  const after = offsetAt(zone, localSeconds + 86400);
  if (before === after) return before;
  return offsetAt(zone, localSeconds - after) === after ? after : before;
}

const knownOffsets = new Map<string, Map<number, number>>();
/** About 2 MB for one zone; a fresh start is cheap. */
const maxKnownQuarters = 20_000;

const formatters = new Map<string, Intl.DateTimeFormat | null>();

function formatterOf(name: string): Intl.DateTimeFormat | null {
  let formatter = formatters.get(name);
  if (formatter === undefined) {
    try {
      formatter = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset', year: 'numeric' });
    } catch {
      // The platform's way of saying that it does not know the zone.
      formatter = null;
    }
    if (formatters.size < 1000) formatters.set(name, formatter);
  }
  return formatter;
}

/** Dates beyond the platform's range take the offset of its last (or first) day. */
const maxEpochSeconds = 8.64e12;

function computeOffset(name: string, epochSeconds: number): number {
  const bounded = Math.max(-maxEpochSeconds, Math.min(maxEpochSeconds, epochSeconds));
  const part = formatterOf(name)
    ?.formatToParts(bounded * 1000)
    .find((each) => each.type === 'timeZoneName');
  const match = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(part?.value ?? '');
  if (match === null) return 0;
  const size = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
  return match[1] === '-' ? -size : size;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
