import { HolderOutlined, PlusOutlined } from '@ant-design/icons';
import { useDraggable } from '@dnd-kit/core';
import type { AppForMember } from '@tangram/client';
import type { ReportDefinition } from '@tangram/schema';
import { Button, Dropdown, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../app/i18n.ts';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './designer.module.css';
import { placeField, type Shelf } from './DropArea.tsx';
import type { FieldChoice, FieldGroup } from './field-choices.ts';
import { chooseForm, type Edit } from './report-edits.ts';

/** The fields of the chosen form and behind its relations: to drag onto a shelf, or to click. */
export function FieldPalette({
  model,
  report,
  groups,
  edit,
}: {
  model: AppForMember;
  report: ReportDefinition;
  groups: readonly FieldGroup[];
  edit: Edit;
}) {
  const { t } = useTranslation('reports');
  const text = useText();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const fits = (words: string) => words.toLowerCase().includes(wanted);
  const forms = Object.entries(model.forms).map(([key, { definition }]) => ({
    value: key,
    label: text(definition.form.title),
  }));
  return (
    <div className={styles['palette']}>
      <label className={styles['label']} htmlFor="report-form">
        {t('designer.form')}
      </label>
      <Select
        id="report-form"
        className={styles['wide'] ?? ''}
        value={report.query.form}
        options={forms}
        onChange={(form) => edit('form', (before) => chooseForm(before, form))}
      />
      <Input
        allowClear
        placeholder={t('designer.search')}
        aria-label={t('designer.search')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {fits(t('designer.count')) && (
        <PaletteField path="*" icon="NumberOutlined" title={t('designer.count')} edit={edit} />
      )}
      {groups.map((group, at) => {
        const fields = group.fields.filter((field) => fits(text(field.title)));
        if (fields.length === 0) return null;
        return (
          <section key={`${at}`}>
            <h3 className={styles['group']}>{group.title === null ? t('designer.fields') : text(group.title)}</h3>
            {fields.map((field) => (
              <PaletteField
                key={field.path}
                path={field.path}
                icon={field.icon}
                title={text(field.title)}
                field={field}
                edit={edit}
              />
            ))}
          </section>
        );
      })}
    </div>
  );
}

function PaletteField({
  path,
  icon,
  title,
  field,
  edit,
}: {
  path: string;
  icon: string;
  title: string;
  field?: FieldChoice;
  edit: Edit;
}) {
  const { t } = useTranslation('reports');
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: `field:${path}`,
    data: { type: 'field', path },
  });
  const usual = field === undefined || field.valueType === 'number' ? 'values' : 'rows';
  const choices = [
    ...(field === undefined ? [] : [{ key: 'rows', label: t('designer.group') }]),
    { key: 'values', label: t('designer.value') },
    ...(field === undefined ? [] : [{ key: 'filters', label: t('designer.filter') }]),
  ];
  const choose = (shelf: Shelf) => placeField(field, { shelf }, edit);
  return (
    <div className={styles['field']} data-dragging={isDragging} data-field={path}>
      <button
        ref={setNodeRef}
        type="button"
        className={styles['fieldName']}
        {...listeners}
        {...attributes}
        onClick={() => choose(usual)}
        title={title}
      >
        <HolderOutlined className={styles['handle'] ?? ''} />
        <Icon name={icon} />
        <span>{title.includes(' · ') ? title.slice(title.indexOf(' · ') + 3) : title}</span>
      </button>
      <Dropdown trigger={['click']} menu={{ items: choices, onClick: ({ key }) => choose(key as Shelf) }}>
        <Button type="text" size="small" icon={<PlusOutlined />} aria-label={t('designer.addTo', { field: title })} />
      </Dropdown>
    </div>
  );
}
