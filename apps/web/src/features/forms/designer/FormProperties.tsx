import { fieldTypeNamed, type FormModel } from '@tangram/forms';
import type { FieldSchema, FormDefinition, LocalText } from '@tangram/schema';
import { Button, Collapse, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useText } from '../../../app/i18n.ts';
import type { DraftStore } from '../../../ui/designer/draft-store.ts';
import { LocalTextInput } from '../../../ui/settings/LocalTextInput.tsx';
import { SettingsForm } from '../../../ui/settings/SettingsForm.tsx';
import type { FormDesigner } from './designer-store.ts';
import { setFormSettings } from './form-edits.ts';
import styles from './Properties.module.css';
import { Row } from './PropertyRow.tsx';
import { PublicPageProperties } from './PublicPageProperties.tsx';

const iconSchema = {
  type: 'object',
  properties: { icon: { type: 'string', 'ui:widget': 'icon', title: { en: 'Icon', zh: '图标' } } },
};

/** What concerns the form as a whole: shown while nothing on the canvas is selected. */
export function FormProperties({
  app,
  formKey,
  draft,
  designer,
  form,
  removed,
  isOpen,
}: {
  app: string;
  formKey: string;
  draft: DraftStore<FormDefinition>;
  designer: FormDesigner;
  form: FormModel;
  /** Fields that are published but no longer in the draft. */
  removed: readonly (readonly [key: string, schema: FieldSchema])[];
  /** Visitors can reach its page. */
  isOpen: boolean;
}) {
  const { t } = useTranslation('forms');
  const text = useText();
  const settings = useStore(draft, ({ document }) => document.form);
  const { edit, restore } = designer.getState();
  const set = (changes: Parameters<typeof setFormSettings>[0], name: string) =>
    edit(name, setFormSettings(changes), `form-${name}`);
  const fields = [...form.fields.values()].filter((field) => !field.isSystem);
  const choices = (isFit: (key: string) => boolean) =>
    fields
      .filter((field) => isFit(field.key))
      .map((field) => ({ value: field.key, label: text(field.definition.title) }));
  const titleFields = choices((key) => form.fields.get(key)?.type.canBeTitle === true);
  const stageFields = choices((key) => {
    const field = form.fields.get(key);
    return field?.valueType === 'text' && Array.isArray(field.definition.settings?.['options']);
  });
  return (
    <div className={styles['panel']}>
      <Row title={t('form.title')}>
        {(id) => (
          <LocalTextInput id={id} value={settings.title} onChange={(title) => set({ title: title ?? '' }, 'title')} />
        )}
      </Row>
      <Row title={t('form.description')}>
        {(id) => (
          <LocalTextInput
            id={id}
            multiline
            value={settings.description}
            onChange={(description) => set({ description: given(description) }, 'description')}
          />
        )}
      </Row>
      <SettingsForm
        schema={iconSchema}
        value={settings.icon === undefined ? {} : { icon: settings.icon }}
        onChange={({ icon }) => set({ icon: typeof icon === 'string' ? icon : undefined }, 'icon')}
      />
      <Row title={t('form.titleField')} help={t('form.titleFieldHelp')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            style={{ width: '100%' }}
            placeholder={titleFields[0]?.label ?? t('form.none')}
            value={settings.titleField ?? null}
            options={titleFields}
            onChange={(titleField: string | null | undefined) =>
              set({ titleField: titleField ?? undefined }, 'titleField')
            }
          />
        )}
      </Row>
      <Row title={t('form.stageField')} help={t('form.stageFieldHelp')}>
        {(id) => (
          <Select
            id={id}
            allowClear
            style={{ width: '100%' }}
            placeholder={t('form.none')}
            value={settings.stageField ?? null}
            options={stageFields}
            onChange={(stageField: string | null | undefined) =>
              set({ stageField: stageField ?? undefined }, 'stageField')
            }
          />
        )}
      </Row>
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: 'public',
            label: t('public.title'),
            children: (
              <PublicPageProperties
                app={app}
                formKey={formKey}
                draft={draft}
                designer={designer}
                form={form}
                isOpen={isOpen}
              />
            ),
          },
        ]}
      />
      {removed.length > 0 && (
        <Row title={t('form.trash')} help={t('form.trashHelp')}>
          <ul className={styles['trash']}>
            {removed.map(([key, schema]) => (
              <li key={key} data-trash={key}>
                <span>
                  {text(schema.field.title)} · {text(fieldTypeNamed(schema.field.type)?.title)}
                </span>
                <Button type="link" size="small" onClick={() => restore(key, schema)}>
                  {t('form.restore')}
                </Button>
              </li>
            ))}
          </ul>
        </Row>
      )}
    </div>
  );
}

function given(text: LocalText | undefined): LocalText | undefined {
  return text === '' ? undefined : text;
}
