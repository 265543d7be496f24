import type { JsonObject } from '@tangram/schema';
import { useTranslation } from 'react-i18next';
import { SettingsForm } from '../../../../ui/settings/SettingsForm.tsx';
import { useDesigner } from '../../designer-context.ts';
import type { PartPlace } from '../rule-view.ts';
import { ColumnProperties } from './ColumnProperties.tsx';
import { changeRow } from './table-edits.ts';

const day = { type: 'string', widget: 'date' };

const rowSchema = {
  type: 'object',
  properties: {
    annotation: { type: 'string', title: { en: 'Note', zh: '说明' } },
    enabled: { type: 'boolean', default: true, title: { en: 'Enabled', zh: '启用' } },
    effectiveFrom: { ...day, title: { en: 'In force from', zh: '生效日期' } },
    effectiveTo: { ...day, title: { en: 'In force until', zh: '失效日期' } },
  },
};

/** The settings of a column or of a row. */
export function TableProperties({ part, index }: PartPlace) {
  const { rule } = useDesigner();
  if (rule.type !== 'decision-table') return null;
  if (part === 'rows') return <RowProperties index={index} />;
  const side = part === 'inputs' ? 'input' : 'output';
  return <ColumnProperties table={rule} side={side} index={index} />;
}

function RowProperties({ index }: { index: number }) {
  const { t } = useTranslation('rules');
  const { designer, rule, problems } = useDesigner();
  const row = rule.type === 'decision-table' ? rule.rows[index] : undefined;
  if (row === undefined) return null;
  const { key: _key, inputs: _inputs, outputs: _outputs, ...settings } = row;
  return (
    <SettingsForm
      schema={rowSchema}
      value={{ enabled: true, ...settings } as JsonObject}
      onChange={(next) => designer.getState().edit(t('edits.settings'), changeRow(index, next), `row ${index}`)}
      problems={problems}
      path={`/rows/${index}`}
    />
  );
}
