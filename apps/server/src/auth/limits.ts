export const shortestPassword = 8;
/** Longer ones only make hashing a way to keep the server busy. */
export const longestPassword = 128;
/** Made by better-auth from its prefix `tangram`. */
export const cookieName = 'tangram.session_token';
