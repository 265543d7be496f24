import v8 from 'node:v8';

const everyMs = 5_000;
/** Processor time since the last look, as a share, below which nobody can be said to work with us. */
const restingShare = 0.02;
/** What must have been added since the last time to be worth the pause. */
const worthBytes = 4_000_000;

/**
 * Gives memory back when the server rests. V8 collects when something is allocated, and a resting server allocates next
 * to nothing, so that 280 MB stayed from a busy minute. The collection of last resort (0.3 s of processor time) is the
 * only one that also returns V8's pool of empty pages: an ordinary one made the heap 50 MB and left the process as it was.
 * Needs `--expose-gc`, which the launcher gives (`launch/pinned-node.mjs`); without it nothing happens.
 */
export function giveBackAtRest(): void {
  const collect = globalThis.gc;
  if (collect === undefined) return;
  let usedBefore = cpuMs();
  let keptBytes = 0;
  const look = () => {
    const used = cpuMs() - usedBefore;
    usedBefore = cpuMs();
    if (used > everyMs * restingShare || heapBytes() < keptBytes + worthBytes) return;
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    keptBytes = heapBytes();
    usedBefore = cpuMs();
  };
  setInterval(look, everyMs).unref();
}

/** Processor time, which unlike the clock does not grow because others use the machine. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const heapBytes = () => v8.getHeapStatistics().total_heap_size;
