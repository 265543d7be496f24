import type { AppForMember } from '@tangram/client';
import type { DashboardDefinition } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
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
import { PageSkeleton } from '../../../ui/Skeletons.tsx';
import { withLanguage } from '../../../ui/settings/local-text.ts';
import { Board } from './Board.tsx';
import { type DashboardEdit, newDashboard, removeTile } from './dashboard-edits.ts';
import { ReportPalette } from './ReportPalette.tsx';
import { TilePanel } from './TilePanel.tsx';

/** Laying reports out on a dashboard: drag them in, move and resize the tiles. */
export function DashboardDesignerPage() {
  const { app = '', key = '' } = useParams();
  const { data: model } = useQuery(appQuery(app));
  const { store, error } = useDraft(app, 'dashboard', key, newDashboard);
  if (error !== null) return <TroublePage problems={problemsToShow(error)} />;
  if (store === undefined || model === undefined) return <PageSkeleton />;
  return <Designer key={`${app}/${key}`} app={app} definitionKey={key} model={model} store={store} />;
}

function Designer({
  app,
  definitionKey,
  model,
  store,
}: {
  app: string;
  definitionKey: string;
  model: AppForMember;
  store: DraftStore<DashboardDefinition>;
}) {
  const { t } = useTranslation('reports');
  const text = useText();
  const language = useLanguage();
  const draft = useStore(store);
  const [selected, select] = useState<string | null>(null);
  const [publishing, setPublishing] = useState(false);
  const dashboard = draft.document;
  const edit: DashboardEdit = (label, change, merge) => {
    const before = store.getState().document;
    const next = change(before);
    if (next !== before) store.getState().run(replaceDocument(t(`designer.commands.${label}`), before, next, merge));
  };
  const remove = (id: string) => {
    edit('remove', (before) => removeTile(before, id));
    select(null);
  };
  const tile = dashboard.tiles.find((candidate) => candidate.id === selected);
  const name = text(dashboard.title) || t('designer.newDashboard');
  return (
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
          kind="dashboard"
          definitionKey={definitionKey}
          onRestore={(label, next) => edit(label, () => next)}
        />
      }
      onPublish={() => void draft.flush().then(() => setPublishing(true))}
      {...(tile === undefined ? {} : { onDelete: () => remove(tile.id) })}
      onEscape={() => select(null)}
      palette={<ReportPalette app={app} model={model} edit={edit} />}
      {...(tile === undefined
        ? {}
        : {
            propertiesTitle: t('designer.tile'),
            properties: <TilePanel app={app} model={model} tile={tile} edit={edit} onRemove={() => remove(tile.id)} />,
          })}
    >
      <Board app={app} model={model} dashboard={dashboard} selected={selected} onSelect={select} edit={edit} />
      {publishing && (
        <PublishDialog
          app={app}
          kind="dashboard"
          definitionKey={definitionKey}
          name={name}
          onClose={() => setPublishing(false)}
          onPublished={() => draft.markPublished()}
        />
      )}
    </DesignerFrame>
  );
}
