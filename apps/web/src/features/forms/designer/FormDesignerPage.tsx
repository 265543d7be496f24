import type { AppForMember } from '@tangram/client';
import { modelForm, newForm } from '@tangram/forms';
import type { FieldSchema, FormDefinition, Problem } from '@tangram/schema';
import { pointerSteps } from '@tangram/schema';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { EyeOutlined } from '@ant-design/icons';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useStore } from 'zustand';
import { useAppModel } from '../../../app/app-query.ts';
import { client, problemsToShow } from '../../../app/client.ts';
import { useLanguage, useText } from '../../../app/i18n.ts';
import { keys } from '../../../app/query-keys.ts';
import { type DraftStore, replaceDocument } from '../../../ui/designer/draft-store.ts';
import { PublishDialog } from '../../../ui/designer/PublishDialog.tsx';
import { Versions } from '../../../ui/designer/Versions.tsx';
import { useDraft } from '../../../ui/designer/useDraft.ts';
import { DesignerFrame } from '../../../ui/DesignerFrame.tsx';
import { ProblemList } from '../../../ui/ProblemList.tsx';
import { withLanguage } from '../../../ui/settings/local-text.ts';
import { formModelOf } from '../record-form/useFieldSurroundingsOf.tsx';
import { Canvas } from './Canvas.tsx';
import { createFormDesigner, type Selection } from './designer-store.ts';
import { FieldProperties } from './FieldProperties.tsx';
import { setFormSettings } from './form-edits.ts';
import { FormDragging } from './FormDragging.tsx';
import { FormProperties } from './FormProperties.tsx';
import { type NodePath, nodeAt } from './layout-tree.ts';
import { Palette } from './Palette.tsx';
import { PreviewDialog } from './PreviewDialog.tsx';
import { SectionProperties } from './SectionProperties.tsx';
import { useRemovedFields } from './useRemovedFields.ts';

/** `/apps/:app/design/forms/:key` */
export default function FormDesignerPage() {
  const { app = '', key = '' } = useParams();
  const { store, error } = useDraft(app, 'form', key, emptyForm(key));
  const published = useQuery({
    queryKey: keys.definitions(app, 'published', 'form', key),
    queryFn: () => client.apps.definition(app, 'form', key),
    select: (answer) => answer.published,
  });
  if (error !== null) return <ProblemList problems={problemsToShow(error)} />;
  if (store === undefined || published.isPending) return null;
  return (
    <FormDesigner key={`${app}/${key}`} app={app} formKey={key} draft={store} published={published.data ?? null} />
  );
}

function FormDesigner({
  app,
  formKey,
  draft,
  published,
}: {
  app: string;
  formKey: string;
  draft: DraftStore<FormDefinition>;
  published: FormDefinition | null;
}) {
  const { t, i18n } = useTranslation('forms');
  const text = useText();
  const language = useLanguage();
  const queries = useQueryClient();
  const appModel = useAppModel(app);
  const [dialog, setDialog] = useState<'publish' | 'preview' | null>(null);

  const document = useStore(draft, (state) => state.document);
  const { saving, problems, canUndo, canRedo } = useStore(draft);
  const publishedFields = published?.properties ?? noFields;
  const trash = useRemovedFields(app, formKey, published);
  const designer = useMemo(() => {
    const say = (word: string) => ({
      en: i18n.getFixedT('en', 'forms')(word),
      zh: i18n.getFixedT('zh', 'forms')(word),
    });
    return createFormDesigner({
      draft,
      language,
      words: {
        section: say('canvas.section'),
        copyOf: (title) =>
          withLanguage(title, language, i18n.getFixedT(language, 'forms')('canvas.copyOf', { title: text(title) })) ??
          title,
        commands: {
          move: t('command.move'),
          duplicate: t('command.duplicate'),
          remove: t('command.remove'),
          restore: t('command.restore'),
          rename: t('command.rename'),
        },
      },
      fixedKeys: () => new Set([...Object.keys(publishedFields), ...Object.keys(trash)]),
    });
  }, [draft, language, publishedFields, trash, i18n, t, text]);

  const { properties } = document;
  // Only its fields matter to the panels: an edit of layout or conditions must leave their scope as it is.
  const form = useMemo(
    () => draftModel(app, formKey, { ...newForm(formKey), properties }, appModel),
    [app, formKey, properties, appModel],
  );
  const removed = Object.entries({ ...trash, ...publishedFields }).filter(([key]) => !(key in properties));
  const selected = presentSelection(
    useStore(designer, (state) => state.selected),
    document,
  );
  const { select, remove, edit } = designer.getState();
  const name = text(document.form.title) || formKey;

  return (
    <FormDragging designer={designer}>
      <DesignerFrame
        name={name}
        onRename={(title) =>
          edit(t('command.rename'), setFormSettings({ title: withLanguage(document.form.title, language, title) }))
        }
        backTo={`/apps/${encodeURIComponent(app)}/design`}
        saving={saving}
        problems={problems}
        onShowProblem={(problem) => select(selectionOf(problem, document))}
        canUndo={canUndo}
        canRedo={canRedo}
        onUndo={() => draft.getState().undo()}
        onRedo={() => draft.getState().redo()}
        onDelete={() => selected !== null && remove(selected)}
        onEscape={() => select(null)}
        tools={
          <>
            <Button icon={<EyeOutlined />} onClick={() => setDialog('preview')}>
              {t('preview.open')}
            </Button>
            <Versions
              app={app}
              kind="form"
              definitionKey={formKey}
              onRestore={(label, next) => draft.getState().run(replaceDocument(label, draft.getState().document, next))}
            />
          </>
        }
        onPublish={() =>
          void draft
            .getState()
            .flush()
            .then(() => setDialog('publish'))
        }
        palette={<Palette designer={designer} />}
        propertiesTitle={
          selected === null
            ? t('form.properties')
            : selected.type === 'section'
              ? t('canvas.section')
              : t('field.properties')
        }
        properties={
          selected === null ? (
            <FormProperties
              app={app}
              formKey={formKey}
              draft={draft}
              designer={designer}
              form={form}
              removed={removed}
              isOpen={published?.form.public?.enabled === true}
            />
          ) : selected.type === 'field' ? (
            <FieldProperties fieldKey={selected.key} draft={draft} designer={designer} form={form} />
          ) : (
            <SectionProperties path={selected.path} draft={draft} designer={designer} />
          )
        }
      >
        <Canvas app={app} draft={draft} designer={designer} />
      </DesignerFrame>
      {dialog === 'preview' && (
        <PreviewDialog form={draftModel(app, formKey, document, appModel)} onClose={() => setDialog(null)} />
      )}
      {dialog === 'publish' && (
        <PublishDialog
          app={app}
          kind="form"
          definitionKey={formKey}
          name={name}
          onClose={() => setDialog(null)}
          onPublished={() => {
            draft.getState().markPublished();
            for (const what of [
              ['published', 'form', formKey],
              ['removed-fields', formKey],
            ]) {
              void queries.invalidateQueries({ queryKey: keys.definitions(app, ...what) });
            }
          }}
        />
      )}
    </FormDragging>
  );
}

function draftModel(app: string, key: string, document: FormDefinition, appModel: AppForMember | undefined) {
  return modelForm(
    app,
    key,
    document,
    (other, form) => (other === app ? formModelOf(appModel, form) : undefined),
    () => Object.keys(appModel?.forms ?? {}),
  );
}

const noFields: { readonly [key: string]: FieldSchema } = {};

function emptyForm(key: string): FormDefinition {
  return newForm(key);
}

/** Undo may have taken away what was selected. */
function presentSelection(selected: Selection | null, form: FormDefinition): Selection | null {
  if (selected?.type === 'field') return selected.key in form.properties ? selected : null;
  if (selected?.type === 'section')
    return nodeAt(form.form.layout, selected.path)?.type === 'section' ? selected : null;
  return null;
}

/** The thing on the canvas that a problem's pointer names. */
function selectionOf(problem: Problem, form: FormDefinition): Selection | null {
  const [first, second, ...rest] = pointerSteps(problem.path);
  if (first === 'properties' && second !== undefined && second in form.properties)
    return { type: 'field', key: second };
  if (first !== 'form' || second !== 'layout') return null;
  let path: NodePath = [];
  for (const step of rest) if (/^\d+$/.test(step)) path = [...path, Number(step)];
  const node = nodeAt(form.form.layout, path);
  if (node === undefined) return null;
  return node.type === 'field' ? { type: 'field', key: node.field } : { type: 'section', path };
}
