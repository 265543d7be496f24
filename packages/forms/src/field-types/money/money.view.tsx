import type { FieldDefinition, Language } from '@tangram/schema';
import { type FieldView, useFieldSurroundings } from '../../field.view.tsx';
import { DecimalInput } from '../DecimalInput.view.tsx';
import { localeOf } from '../locale.ts';
import { shownNumber } from '../shown-number.ts';

export const moneyView: FieldView = {
  Input(props) {
    const { language } = useFieldSurroundings();
    return <DecimalInput {...props} prefix={symbolOf(currencyOf(props.field), language)} />;
  },
  Cell({ field, value }) {
    const { language } = useFieldSurroundings();
    const digits = typeof field.settings?.['digits'] === 'number' ? field.settings['digits'] : 2;
    const shown = shownNumber(value, language, {
      style: 'currency',
      currency: currencyOf(field),
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: digits,
    });
    return <span style={{ fontVariantNumeric: 'tabular-nums' }}>{shown}</span>;
  },
};

function currencyOf(field: FieldDefinition): string {
  const currency = field.settings?.['currency'];
  return typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? currency : 'CNY';
}

function symbolOf(currency: string, language: Language): string {
  const format = new Intl.NumberFormat(localeOf[language], {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  return format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
}
