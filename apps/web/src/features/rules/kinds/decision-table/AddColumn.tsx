import { PlusOutlined } from '@ant-design/icons';
import { languages, type LocalText } from '@tangram/schema';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ConditionField, formNames } from '../../../expressions/index.ts';
import { useDesigner } from '../../designer-context.ts';
import styles from './DecisionTable.module.css';
import { columnTypeOf } from './table-columns.ts';
import { useTable } from './table-context.ts';
import { addInput, addOutput } from './table-edits.ts';

/** Adds a column: a field to look at, or one to write. */
export function AddColumn({ side, isPrimary = false }: { side: 'input' | 'output'; isPrimary?: boolean }) {
  const { t } = useTranslation('rules');
  const { designer, form } = useDesigner();
  const { table, fields } = useTable();
  const [isOpen, setOpen] = useState(false);
  const [wanted, setWanted] = useState('');
  const label = t(side === 'input' ? 'table.addInput' : 'table.addOutput');
  const offered = side === 'input' ? fields : fields.filter(({ path }) => isWritable(path));
  const shown = offered.filter(({ title, path }) => `${title} ${path}`.toLowerCase().includes(wanted.toLowerCase()));

  function isWritable(path: string): boolean {
    const field = form?.fields.get(path);
    return field !== undefined && !field.isSystem && !field.isComputed && !field.isGenerated;
  }

  const add = (field: ConditionField) => {
    const title = titleOf(field);
    const type = columnTypeOf(field.type);
    const typed = type === 'any' ? {} : { type };
    const { edit, select } = designer.getState();
    const name = t('edits.add', { name: label });
    if (side === 'input') {
      edit(name, addInput({ title, expression: field.path, ...typed }, field.path.replaceAll('.', '_')));
      select({ type: 'part', part: 'inputs', index: table.inputs.length });
    } else {
      edit(name, addOutput({ title, ...typed }, field.path));
      select({ type: 'part', part: 'outputs', index: table.outputs.length });
    }
    setOpen(false);
    setWanted('');
  };

  /** The field's title in every language, so that a reader of either finds it. */
  function titleOf({ path }: ConditionField): LocalText {
    const own = form?.fields.get(path)?.definition.title;
    if (own !== undefined) return own;
    const titles = languages.map((language) => [
      language,
      form === undefined
        ? path
        : (formNames(form, language, (app, key) => form.formNamed(`${app}/${key}`)).titleOf?.(path) ?? path),
    ]);
    return Object.fromEntries(titles) as LocalText;
  }

  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={isOpen}
      onOpenChange={setOpen}
      content={
        <div className={styles['picker']}>
          <Input
            autoFocus
            allowClear
            aria-label={t('table.findField')}
            placeholder={t('table.findField')}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
            onPressEnter={(event) => {
              const [first] = shown;
              if (!event.nativeEvent.isComposing && first !== undefined) add(first);
            }}
          />
          <ul>
            {shown.map((field) => (
              <li key={field.path}>
                <button type="button" onClick={() => add(field)}>
                  {field.title}
                  <small>{t(`table.types.${columnTypeOf(field.type)}`)}</small>
                </button>
              </li>
            ))}
          </ul>
        </div>
      }
    >
      <Button
        size={isPrimary ? 'middle' : 'small'}
        type={isPrimary ? (side === 'input' ? 'primary' : 'default') : 'text'}
        icon={<PlusOutlined />}
      >
        {label}
      </Button>
    </Popover>
  );
}
