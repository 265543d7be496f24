import { ruleScope } from '@tangram/rules';
import { columnTypes, type DecisionTableRule, type JsonObject, localTextSchema } from '@tangram/schema';
import { Select } from 'antd';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../../../app/i18n.ts';
import { SettingsForm } from '../../../../ui/settings/SettingsForm.tsx';
import { ExpressionEditor, useFormSurroundings } from '../../../expressions/index.ts';
import { useDesigner } from '../../designer-context.ts';
import styles from './DecisionTable.module.css';
import { type TableColumn, tableColumns } from './table-columns.ts';
import { changeInput, changeOutput, setWrittenField } from './table-edits.ts';
import { TypedField } from './TypedField.tsx';

const titleSchema = {
  type: 'object',
  properties: { title: { ...localTextSchema, title: { en: 'Heading', zh: '列标题' } } },
};

/** The settings of a condition or of a result. */
export function ColumnProperties({
  table,
  side,
  index,
}: {
  table: DecisionTableRule;
  side: 'input' | 'output';
  index: number;
}) {
  const { t } = useTranslation('rules');
  const text = useText();
  const language = useLanguage();
  const { designer, form, problems } = useDesigner();
  const id = useId();
  const scope = useMemo(() => (form === undefined ? undefined : ruleScope(form)), [form]);
  const around = useFormSurroundings(form, scope);
  const input = side === 'input' ? table.inputs[index] : undefined;
  const output = side === 'output' ? table.outputs[index] : undefined;
  const column = input ?? output;
  if (column === undefined || around === undefined) return null;
  const shown = tableColumns(table, around.scope, around.names, language).find(
    (one) => one.side === side && one.index === index,
  ) as TableColumn;
  const { edit } = designer.getState();
  type Change = { readonly title?: typeof column.title; readonly type?: string; readonly allowed?: string };
  const change = (next: Change) =>
    edit(
      t('edits.settings'),
      side === 'input' ? changeInput(index, next) : changeOutput(index, next),
      `${side} ${index} ${Object.keys(next).join()}`,
    );
  const path = side === 'input' ? `/inputs/${index}` : `/outputs/${index}`;
  const writable = [...(form?.fields.values() ?? [])].filter(
    (field) => !field.isSystem && !field.isComputed && !field.isGenerated,
  );
  return (
    <>
      <SettingsForm
        schema={titleSchema}
        value={{ title: column.title } as JsonObject}
        onChange={change}
        problems={problems}
        path={path}
      />
      <div className={styles['fields']}>
        {input !== undefined && (
          <div>
            <span className={styles['fieldLabel']}>{t('table.expression')}</span>
            <ExpressionEditor
              label={t('table.expression')}
              value={input.expression}
              onChange={(expression) => edit(t('edits.settings'), changeInput(index, { expression }), `of ${index}`)}
              around={around}
              isSingleLine
            />
          </div>
        )}
        {output !== undefined && (
          <div>
            <label htmlFor={`${id} written`}>{t('table.written')}</label>
            <Select
              id={`${id} written`}
              showSearch={{ optionFilterProp: 'label' }}
              value={table.writes[output.key] ?? ''}
              options={[
                { value: '', label: t('table.notWritten') },
                ...writable.map((field) => ({ value: field.key, label: text(field.definition.title) })),
              ]}
              onChange={(field: string) =>
                edit(t('edits.settings'), setWrittenField(output.key, field === '' ? null : field))
              }
            />
          </div>
        )}
        <div>
          <label htmlFor={`${id} type`}>{t('table.type')}</label>
          <Select
            id={`${id} type`}
            value={column.type ?? ''}
            options={[
              ...(side === 'input' ? [{ value: '', label: t('table.typeOfExpression') }] : []),
              ...columnTypes
                .filter((type) => side === 'output' || type !== 'any')
                .map((type) => ({
                  value: side === 'output' && type === 'any' ? '' : (type as string),
                  label: t(`table.types.${type}`),
                })),
            ]}
            onChange={(type: string) => change({ type })}
          />
        </div>
        <TypedField
          label={t('table.allowed')}
          hint={t(side === 'input' ? 'table.allowedHint' : 'table.allowedOutputHint')}
          column={{ ...shown, side: 'input' }}
          text={column.allowed ?? ''}
          scope={around.scope}
          onChange={(allowed) => change({ allowed })}
        />
        {output !== undefined && (
          <TypedField
            label={t('table.default')}
            hint={t('table.defaultHint')}
            column={shown}
            text={output.default ?? ''}
            scope={around.scope}
            onChange={(value) => edit(t('edits.settings'), changeOutput(index, { default: value }))}
          />
        )}
      </div>
    </>
  );
}
