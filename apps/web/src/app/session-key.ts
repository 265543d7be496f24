/** Where the answer to "who is signed in" is kept. */
export const sessionKey: readonly string[] = ['session'];

const wasSignedIn = 'tangram.signed-in';

/** Whether somebody was signed in when this browser was last here. */
export function expectsSession(): boolean {
  return localStorage.getItem(wasSignedIn) !== null;
}

export function rememberSession(): void {
  localStorage.setItem(wasSignedIn, 'yes');
}

/** To be called when nobody is signed in any more: the next visitor of this browser is a stranger. */
export function forgetSession(): void {
  localStorage.removeItem(wasSignedIn);
}

let onEnd: () => void = () => undefined;

/** Registers what is done when the server no longer knows who asks. */
export function whenSessionEnds(listener: () => void): void {
  onEnd = listener;
}

/** An answer said that nobody is signed in. */
export function noticeSessionEnd(): void {
  onEnd();
}
