import { randomFillSync } from 'node:crypto';

/**
 * Makers of uuid v7 (RFC 9562): 48 bits of milliseconds, then a counter that keeps the ids of one process in order, then
 * chance. In order matters: new rows go to the end of every index.
 */
export function idMaker(now: () => number = Date.now): () => string {
  let lastMs = 0;
  let counter = 0;
  // Asked for 8 bytes at a time, chance costs ten times what the rest of an id does.
  const chance = Buffer.alloc(4096);
  let taken = chance.length;
  return () => {
    const ms = Math.max(now(), lastMs);
    counter = ms === lastMs ? counter + 1 : 0;
    // The counter is full after 4,096 ids of one millisecond: borrow the next one.
    lastMs = counter > 0xfff ? ms + 1 : ms;
    if (counter > 0xfff) counter = 0;
    const time = lastMs.toString(16).padStart(12, '0');
    const order = counter.toString(16).padStart(3, '0');
    if (taken === chance.length) {
      randomFillSync(chance);
      taken = 0;
    }
    chance[taken] = ((chance[taken] as number) & 0x3f) | 0x80;
    const rest = chance.toString('hex', taken, (taken += 8));
    return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${rest.slice(0, 4)}-${rest.slice(4)}`;
  };
}
