import { type FieldDefinition, textIn } from '@tangram/schema';
import { useFieldSurroundings } from '../field.view.tsx';
import { optionsOf } from '../values/options.ts';

/** Readable as text and as a pale ground in both themes: the hue is mixed with the page's own colours. */
const hues: { readonly [color: string]: string } = {
  default: '#8a8f98',
  blue: '#3b6fd4',
  cyan: '#0f8f8f',
  green: '#3f9142',
  gold: '#b98a00',
  orange: '#cf6a1c',
  red: '#cc4136',
  magenta: '#c03f7d',
  purple: '#7d4fb3',
};

/** One option as a small pill in its colour; a value that is no option any more stands there as it is. */
export function OptionTag({ field, value }: { field: FieldDefinition; value: string }) {
  const { language } = useFieldSurroundings();
  const option = optionsOf(field).find((one) => one.value === value);
  const hue = hues[option?.color ?? 'default'] ?? hues['default'];
  return (
    <span
      style={{
        display: 'inline-block',
        maxWidth: '100%',
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
        verticalAlign: 'middle',
        padding: '0 8px',
        borderRadius: 6,
        lineHeight: '22px',
        fontSize: 13,
        background: `color-mix(in srgb, ${hue} 16%, transparent)`,
        color: `color-mix(in srgb, ${hue} 55%, var(--t-text, currentColor))`,
      }}
    >
      {textIn(option?.title, language) || value}
    </span>
  );
}
