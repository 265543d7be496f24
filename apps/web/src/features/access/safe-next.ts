/** Where to go after signing in: only a path of this site, so that a crafted link leads nowhere else. */
export function safeNext(next: string | null): string {
  if (next === null || !next.startsWith('/') || next.startsWith('//') || next.includes('\\')) return '/';
  return next;
}
