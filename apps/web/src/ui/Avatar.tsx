import { accentIn, accents } from '../app/theme/palette.ts';
import styles from './Avatar.module.css';

/** Below this many pixels two characters cannot be read. */
const smallestForTwo = 24;

/**
 * A person as a disc with their initials: the last two characters of a Chinese name, else the first letters; a small
 * disc holds the first of the name alone.
 */
export function Avatar({ name, size = 24 }: { name: string; size?: number }) {
  const isSmall = size < smallestForTwo;
  return (
    <span
      aria-hidden
      className={styles['face']}
      data-letters={isSmall ? Array.from(name.trim())[0]?.toUpperCase() : initialsOf(name)}
      style={{
        width: size,
        height: size,
        fontSize: Math.round(size * (isSmall ? 0.55 : 0.38)),
        background: colorOf(name),
      }}
    />
  );
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : ''];
  if (/\p{Script=Han}/u.test(first)) return Array.from(first).slice(-2).join('');
  return (Array.from(first).slice(0, 1).join('') + Array.from(last).slice(0, 1).join('')).toUpperCase();
}

/** Always the same colour for the same name; in the shade that carries white text. */
function colorOf(name: string): string {
  let sum = 7;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) as number)) >>> 0;
  return accentIn('light', accents[sum % accents.length]);
}
