import type { AppForMember } from '@tangram/client';
import type { FormModel } from '@tangram/forms';
import type { ReportDefinition } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useStore } from 'zustand';
import { appQuery } from '../../../app/app-query.ts';
import { problemsToShow } from '../../../app/client.ts';
import { useLanguage, useText } from '../../../app/i18n.ts';
import { TroublePage } from '../../../app/TroublePage.tsx';
import { DesignerFrame } from '../../../ui/DesignerFrame.tsx';
import { type DraftStore, replaceDocument } from '../../../ui/designer/draft-store.ts';
import { PublishDialog } from '../../../ui/designer/PublishDialog.tsx';
import { Versions } from '../../../ui/designer/Versions.tsx';
import { useDraft } from '../../../ui/designer/useDraft.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { PageSkeleton } from '../../../ui/Skeletons.tsx';
import { withLanguage } from '../../../ui/settings/local-text.ts';
import { DropArea } from './DropArea.tsx';
import { FieldPalette } from './FieldPalette.tsx';
import { fieldGroups, formModels } from './field-choices.ts';
import { LookPanel } from './LookPanel.tsx';
import { Preview } from './Preview.tsx';
import { useRecordScope } from './record-scope.ts';
import { type Edit, newReport } from './report-edits.ts';
import { Shelves } from './Shelves.tsx';

/** Building a report by dropping fields; its answer is there at once. */
export function ReportDesignerPage() {
  const { app = '', key = '' } = useParams();
  const { data: model } = useQuery(appQuery(app));
  if (model === undefined) return <PageSkeleton />;
  return <LoadedDesigner key={`${app}/${key}`} app={app} definitionKey={key} model={model} />;
}

interface DesignerProps {
  readonly app: string;
  readonly definitionKey: string;
  readonly model: AppForMember;
}

function LoadedDesigner({ app, definitionKey, model }: DesignerProps) {
  const { t } = useTranslation('reports');
  const [first] = Object.keys(model.forms);
  const empty = useMemo(() => newReport(first ?? ''), [first]);
  const { store, error } = useDraft(app, 'report', definitionKey, empty);
  const models = useMemo(() => formModels(model), [model]);
  if (error !== null) return <TroublePage problems={problemsToShow(error)} />;
  if (first === undefined) return <EmptyState title={t('designer.start')} text={t('designer.noForms')} />;
  if (store === undefined) return <PageSkeleton />;
  return <Designer {...{ app, definitionKey, model, store, models }} first={models.get(first) as FormModel} />;
}

interface LoadedProps extends DesignerProps {
  readonly store: DraftStore<ReportDefinition>;
  readonly models: ReadonlyMap<string, FormModel>;
  /** Stands in for a form that is gone: the draft's problems say so, and another can be chosen. */
  readonly first: FormModel;
}

function Designer({ app, definitionKey, model, store, models, first }: LoadedProps) {
  const { t } = useTranslation('reports');
  const text = useText();
  const language = useLanguage();
  const draft = useStore(store);
  const [publishing, setPublishing] = useState(false);
  const report = draft.document;
  const form = models.get(report.query.form) ?? first;
  const groups = useMemo(() => fieldGroups(form), [form]);
  const recordScope = useRecordScope(form, models);
  const edit: Edit = (label, change, merge) => {
    const before = store.getState().document;
    const next = change(before);
    if (next !== before) store.getState().run(replaceDocument(t(`designer.commands.${label}`), before, next, merge));
  };
  const name = text(report.title) || t('designer.newReport');

  return (
    <DropArea groups={groups} edit={edit}>
      <DesignerFrame
        name={name}
        onRename={(words) =>
          edit('rename', (before) => ({ ...before, title: withLanguage(before.title, language, words) ?? words }))
        }
        backTo={`/apps/${encodeURIComponent(app)}/design`}
        saving={draft.saving}
        problems={draft.problems}
        canUndo={draft.canUndo}
        canRedo={draft.canRedo}
        onUndo={() => draft.undo()}
        onRedo={() => draft.redo()}
        tools={
          <Versions
            app={app}
            kind="report"
            definitionKey={definitionKey}
            onRestore={(label, next) => edit(label, () => next)}
          />
        }
        onPublish={() => void draft.flush().then(() => setPublishing(true))}
        palette={<FieldPalette model={model} report={report} groups={groups} edit={edit} />}
        propertiesTitle={t('designer.chart')}
        properties={<LookPanel app={app} report={report} groups={groups} problems={draft.problems} edit={edit} />}
      >
        <Shelves report={report} groups={groups} recordScope={recordScope} edit={edit} />
        <Preview app={app} report={report} name={name} edit={edit} />
      </DesignerFrame>
      {publishing && (
        <PublishDialog
          app={app}
          kind="report"
          definitionKey={definitionKey}
          name={name}
          onClose={() => setPublishing(false)}
          onPublished={() => draft.markPublished()}
        />
      )}
    </DropArea>
  );
}
