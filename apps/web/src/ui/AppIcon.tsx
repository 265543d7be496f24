import { accentIn } from '../app/theme/palette.ts';
import { useMode } from '../app/theme/theme-store.ts';
import { Icon } from './Icon.tsx';

/** The icon of an application or form in its accent, on a soft square of it. */
export function AppIcon({
  name,
  color,
  size = 36,
  fallback = 'appstore',
}: {
  name?: string | undefined;
  color?: string | undefined;
  size?: number;
  fallback?: string;
}) {
  const mode = useMode();
  const accent = accentIn(mode, color);
  return (
    <span
      aria-hidden
      style={{
        display: 'grid',
        placeItems: 'center',
        flex: 'none',
        width: size,
        height: size,
        borderRadius: Math.round(size * 0.28),
        fontSize: Math.round(size * 0.5),
        color: accent,
        background: `color-mix(in srgb, ${accent} ${mode === 'light' ? 11 : 20}%, var(--t-surface))`,
      }}
    >
      <Icon name={name} fallback={fallback} />
    </span>
  );
}
