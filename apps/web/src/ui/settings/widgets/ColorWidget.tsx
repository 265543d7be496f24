import type { JsonSchema, JsonValue } from '@tangram/schema';
import { Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { accents } from '../../../app/theme/palette.ts';
import { hueOf } from '../../colors.ts';
import styles from './widgets.module.css';

/** One of a few colours that go together, those of the schema's `enum` if it has one; the chosen one again takes it away. */
export function ColorWidget({
  schema,
  value,
  onChange,
  compact = false,
}: {
  schema?: JsonSchema;
  value: JsonValue | undefined;
  onChange: (value: JsonValue | undefined) => void;
  /** A dot that opens the colours, instead of the row of them. */
  compact?: boolean;
}) {
  const { t } = useTranslation('ui');
  const colors = (schema?.['enum'] as readonly string[] | undefined) ?? accents;
  const row = (
    <div className={styles['colors']} role="radiogroup">
      {colors.map((color) => (
        <button
          key={color}
          type="button"
          role="radio"
          aria-checked={value === color}
          aria-label={color}
          className={styles['color']}
          style={{ background: hueOf(color) }}
          onClick={() => onChange(value === color ? undefined : color)}
        />
      ))}
    </div>
  );
  if (!compact) return row;
  return (
    <Popover trigger="click" content={row} placement="bottomLeft">
      <button type="button" className={styles['dot']} aria-label={t('settings.choose')}>
        <span style={{ background: typeof value === 'string' ? hueOf(value) : 'var(--t-lineStrong)' }} />
      </button>
    </Popover>
  );
}
