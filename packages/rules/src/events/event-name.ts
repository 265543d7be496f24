/**
 * The name of a received event: letters and digits of any script, `_`, `.` and `-`. What the platform itself tells
 * rules of (`~timer`) begins otherwise, so no sender can pretend it.
 */
export const eventName = '^[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]*$';
