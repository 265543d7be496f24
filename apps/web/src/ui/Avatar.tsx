import { accents } from '../app/theme/palette.ts';

/** Below this many pixels two characters cannot be read. */
const smallestForTwo = 24;

/**
 * A person as a disc with their initials: the last two characters of a Chinese name, else the first letters; a small
 * disc holds the first of the name alone.
 */
export function Avatar({ name, size = 24 }: { name: string; size?: number }) {
  return (
    <span
      aria-hidden
      style={{
        display: 'inline-grid',
        placeItems: 'center',
        flex: 'none',
        width: size,
        height: size,
        borderRadius: '50%',
        fontSize: Math.round(size * (size < smallestForTwo ? 0.55 : 0.38)),
        fontWeight: 600,
        lineHeight: 1,
        color: '#fff',
        background: colorOf(name),
      }}
    >
      {size < smallestForTwo ? Array.from(name.trim())[0]?.toUpperCase() : initialsOf(name)}
    </span>
  );
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : ''];
  if (/\p{Script=Han}/u.test(first)) return Array.from(first).slice(-2).join('');
  return (Array.from(first).slice(0, 1).join('') + Array.from(last).slice(0, 1).join('')).toUpperCase();
}

/** Always the same colour for the same name; every accent carries white text. */
function colorOf(name: string): string {
  let sum = 7;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) as number)) >>> 0;
  return accents[sum % accents.length] as string;
}
