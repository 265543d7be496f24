import { booleanType } from '@tangram/expression';
import {
  extraVariables,
  type FieldModel,
  type FormModel,
  fieldGroups,
  fieldTypeNamed,
  fieldTypes,
} from '@tangram/forms';
import type { FieldDefinition, FormDefinition, JsonObject, LocalText, Problem } from '@tangram/schema';
import { Collapse, Segmented, Select } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useLanguage, useText } from '../../../app/i18n.ts';
import type { DraftStore } from '../../../ui/designer/draft-store.ts';
import { LocalTextInput } from '../../../ui/settings/LocalTextInput.tsx';
import { SettingsForm, type Widgets } from '../../../ui/settings/SettingsForm.tsx';
import { ExpressionEditor, useFormSurroundings } from '../../expressions/index.ts';
import { DateWidget } from './DateWidget.tsx';
import type { FormDesigner } from './designer-store.ts';
import { setCondition, setField, setRequired, setSpan } from './form-edits.ts';
import { nodeAt, pathOfField } from './layout-tree.ts';
import styles from './Properties.module.css';
import { Row, SwitchRow } from './PropertyRow.tsx';

const widgets: Widgets = { date: DateWidget };

/** Everything that can be said of the selected field. */
export function FieldProperties({
  fieldKey,
  draft,
  designer,
  form,
}: {
  fieldKey: string;
  draft: DraftStore<FormDefinition>;
  designer: FormDesigner;
  /** The draft's model, for expressions. */
  form: FormModel;
}) {
  const { t } = useTranslation('forms');
  const document = useStore(draft, (state) => state.document);
  const problems = useStore(draft, (state) => state.problems);
  const scope = useMemo(() => form.scopeWith(extraVariables), [form]);
  const formNamed = useCallback((other: string, key: string) => form.formNamed(`${other}/${key}`), [form]);
  const around = useFormSurroundings(form, scope, formNamed);
  const aroundFormula = useFormSurroundings(form, form.scope, formNamed);
  const field = document.properties[fieldKey]?.field;
  const type = field === undefined ? undefined : fieldTypeNamed(field.type);
  if (field === undefined) return null;

  const path = `/properties/${fieldKey}/field`;
  const own = problems.filter((problem) => problem.path.startsWith(`/properties/${fieldKey}`));
  const { edit } = designer.getState();
  const set = (changes: Parameters<typeof setField>[1], name: string) =>
    edit(name, setField(fieldKey, changes), `${name}-${fieldKey}`);
  const settle = () => designer.getState().settleKey(fieldKey);
  const isComputed = field.formula !== undefined;
  const isGiven = isComputed || type?.isGenerated === true;
  return (
    <div className={styles['panel']}>
      <Row title={t('field.title')} problem={problemAt(own, `${path}/title`)}>
        {(id) => (
          <div onBlur={settle}>
            <LocalTextInput
              id={id}
              value={field.title}
              onChange={(title) => designer.getState().rename(fieldKey, title ?? '')}
            />
          </div>
        )}
      </Row>
      <div className={styles['key']}>
        {t('field.key')} <code>{fieldKey}</code>
      </div>
      <TypeRow field={field} onChange={(next) => edit('type', setField(fieldKey, next))} />
      <SwitchRow
        title={t('field.required')}
        value={document.required?.includes(fieldKey) === true}
        disabled={isGiven}
        onChange={(isRequired) => edit('required', setRequired(fieldKey, isRequired))}
      />
      {type?.canBeUnique === true && (
        <SwitchRow
          title={t('field.unique')}
          value={field.unique === true}
          onChange={(unique) => set({ unique: unique ? true : undefined }, 'unique')}
        />
      )}
      {type !== undefined && (
        <SettingsForm
          schema={type.settings}
          value={(field.settings ?? {}) as JsonObject}
          onChange={(settings) => set({ settings }, 'settings')}
          problems={own}
          path={`${path}/settings`}
          widgets={widgets}
        />
      )}
      <WidthRow draft={draft} fieldKey={fieldKey} onChange={(span) => edit('width', setSpan(fieldKey, span))} />
      <Row title={t('field.help')}>
        {(id) => (
          <LocalTextInput
            id={id}
            value={field.help}
            onChange={(help) => set({ help: blankAsNone(help) }, 'help')}
            multiline
          />
        )}
      </Row>
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: 'more',
            label: t('field.values'),
            forceRender: false,
            children: (
              <div className={styles['panel']}>
                <Row title={t('field.placeholder')}>
                  {(id) => (
                    <LocalTextInput
                      id={id}
                      value={field.placeholder}
                      onChange={(placeholder) => set({ placeholder: blankAsNone(placeholder) }, 'placeholder')}
                    />
                  )}
                </Row>
                {!isGiven && (
                  <Row title={t('field.default')} help={t('field.defaultHelp')}>
                    <ExpressionEditor
                      isSingleLine
                      label={t('field.default')}
                      around={around}
                      value={field.default ?? ''}
                      {...expectation(form.fields.get(fieldKey))}
                      onChange={(value) => set({ default: textOrNone(value) }, 'default')}
                    />
                  </Row>
                )}
                {type?.isGenerated !== true && (
                  <Row title={t('field.formula')} help={t('field.formulaHelp')}>
                    <ExpressionEditor
                      label={t('field.formula')}
                      around={aroundFormula}
                      value={field.formula ?? ''}
                      {...expectation(form.fields.get(fieldKey))}
                      onChange={(value) =>
                        set(
                          value.trim() === '' ? { formula: undefined } : { formula: value, default: undefined },
                          'formula',
                        )
                      }
                    />
                  </Row>
                )}
              </div>
            ),
          },
          {
            key: 'conditions',
            label: t('field.conditions'),
            children: (
              <div className={styles['panel']}>
                {(['show', 'require', 'read-only'] as const).map((effect) => (
                  <Row key={effect} title={t(`field.condition.${effect}`)}>
                    <ExpressionEditor
                      key={fieldKey}
                      label={t(`field.condition.${effect}`)}
                      around={around}
                      expects={booleanType}
                      emptyText={t(`field.unconditional.${effect}`)}
                      value={conditionOf(document, fieldKey, effect) ?? ''}
                      onChange={(when) =>
                        edit(effect, setCondition(fieldKey, effect, textOrNone(when)), `${effect}-${fieldKey}`)
                      }
                    />
                  </Row>
                ))}
              </div>
            ),
          },
        ]}
      />
    </div>
  );
}

/** Another type keeps key, title and rights; its data is converted when the form is published. */
function TypeRow({
  field,
  onChange,
}: {
  field: FieldDefinition;
  onChange: (changes: Parameters<typeof setField>[1]) => void;
}) {
  const { t } = useTranslation('forms');
  const text = useText();
  const language = useLanguage();
  const options = fieldGroups.map((group) => ({
    label: text(group.title),
    options: fieldTypes
      .filter((type) => type.group === group.key)
      .map((type) => ({ value: type.type, label: text(type.title) })),
  }));
  return (
    <Row title={t('field.type')}>
      {(id) => (
        <Select
          id={id}
          style={{ width: '100%' }}
          showSearch={{ optionFilterProp: 'label' }}
          value={field.type}
          options={options.filter((group) => group.options.length > 0)}
          onChange={(next: string) => {
            const type = fieldTypeNamed(next);
            onChange({
              type: next,
              settings: keptSettings(field, next) ?? type?.startSettings?.(language),
              ...(type?.canBeUnique === true ? {} : { unique: undefined }),
              ...(type?.isGenerated === true ? { formula: undefined, default: undefined } : {}),
            });
          }}
        />
      )}
    </Row>
  );
}

/** Settings that the new type has as well (options of a choice, digits of a number) stay. */
function keptSettings(field: FieldDefinition, next: string): JsonObject | undefined {
  const known = Object.keys((fieldTypeNamed(next)?.settings['properties'] ?? {}) as object);
  const kept = Object.entries(field.settings ?? {}).filter(([name]) => known.includes(name));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function WidthRow({
  draft,
  fieldKey,
  onChange,
}: {
  draft: DraftStore<FormDefinition>;
  fieldKey: string;
  onChange: (span: number) => void;
}) {
  const { t } = useTranslation('forms');
  const layout = useStore(draft, ({ document }) => document.form.layout);
  const path = pathOfField(layout, fieldKey);
  const node = path === undefined ? undefined : nodeAt(layout, path);
  const parent = path === undefined || path.length < 2 ? undefined : nodeAt(layout, path.slice(0, -1));
  const columns = parent?.type === 'section' ? (parent.columns ?? 1) : 1;
  if (columns < 2 || node?.type !== 'field') return null;
  return (
    <Row title={t('field.width')}>
      <Segmented<number>
        block
        aria-label={t('field.width')}
        value={Math.min(node.span ?? 1, columns)}
        options={Array.from({ length: columns }, (_, at) => ({ value: at + 1, label: `${at + 1}/${columns}` }))}
        onChange={onChange}
      />
    </Row>
  );
}

/** What a formula or default must give; records and people may be given in several ways. */
function expectation(field: FieldModel | undefined) {
  return field === undefined || field.references !== undefined ? {} : { expects: field.feelType };
}

function problemAt(problems: readonly Problem[], path: string): Problem | undefined {
  return problems.find((problem) => problem.path === path);
}

function conditionOf(form: FormDefinition, key: string, effect: string): string | undefined {
  return form.form.conditions?.find((condition) => condition.effect === effect && condition.fields.includes(key))?.when;
}

function textOrNone(text: string): string | undefined {
  return text.trim() === '' ? undefined : text;
}

function blankAsNone(text: LocalText | undefined): LocalText | undefined {
  const isBlank =
    text === undefined || text === '' || (typeof text === 'object' && Object.values(text).every((one) => one === ''));
  return isBlank ? undefined : text;
}
