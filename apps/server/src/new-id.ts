import { randomBytes } from 'node:crypto';

/**
 * Makers of uuid v7 (RFC 9562): 48 bits of milliseconds, then a counter that keeps the ids of one process in order, then
 * chance. In order matters: new rows go to the end of every index.
 */
export function idMaker(now: () => number = Date.now): () => string {
  let lastMs = 0;
  let counter = 0;
  return () => {
    const ms = Math.max(now(), lastMs);
    counter = ms === lastMs ? counter + 1 : 0;
    // The counter is full after 4,096 ids of one millisecond: borrow the next one.
    lastMs = counter > 0xfff ? ms + 1 : ms;
    if (counter > 0xfff) counter = 0;
    const time = lastMs.toString(16).padStart(12, '0');
    const order = counter.toString(16).padStart(3, '0');
    const chance = randomBytes(8);
    chance[0] = ((chance[0] as number) & 0x3f) | 0x80;
    const rest = chance.toString('hex');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${rest.slice(0, 4)}-${rest.slice(4)}`;
  };
}
