/** The instant has come at which a score changes though nothing happened: idleness, or points that wear off. */
export const scoreDue = 'tangram:score-due';
/** The card was published anew. */
export const scoreRecomputed = 'tangram:score-recomputed';

/** Names of the occasions on which every scorecard of a form looks at a record. */
export const scoreOccasions: ReadonlySet<string> = new Set([scoreDue, scoreRecomputed]);
