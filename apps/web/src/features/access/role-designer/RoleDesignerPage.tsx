import type { AppForMember } from '@tangram/client';
import type { RoleDefinition } from '@tangram/schema';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useStore } from 'zustand';
import { appQuery } from '../../../app/app-query.ts';
import { problemsToShow } from '../../../app/client.ts';
import { useLanguage, useText } from '../../../app/i18n.ts';
import { TroublePage } from '../../../app/TroublePage.tsx';
import { PublishDialog } from '../../../ui/designer/PublishDialog.tsx';
import { Versions } from '../../../ui/designer/Versions.tsx';
import { type DraftStore, replaceDocument } from '../../../ui/designer/draft-store.ts';
import { useDraft } from '../../../ui/designer/useDraft.ts';
import { DesignerFrame } from '../../../ui/DesignerFrame.tsx';
import { PageSkeleton } from '../../../ui/Skeletons.tsx';
import { withLanguage } from '../../../ui/settings/local-text.ts';
import { GrantPanel } from './GrantPanel.tsx';
import { RoleMatrix } from './RoleMatrix.tsx';
import { RolePanel } from './RolePanel.tsx';

const blank: RoleDefinition = { title: '', forms: {} };

/** What the holders of a role may do, form by form. */
export function RoleDesignerPage() {
  const { app = '', key = '' } = useParams();
  const { store, error } = useDraft(app, 'role', key, blank);
  const model = useQuery(appQuery(app));
  const trouble = error ?? model.error;
  if (trouble !== null) return <TroublePage problems={problemsToShow(trouble)} />;
  if (store === undefined || model.data === undefined) return <PageSkeleton />;
  return <RoleDesigner app={model.data} roleKey={key} store={store} />;
}

function RoleDesigner({
  app,
  roleKey,
  store,
}: {
  app: AppForMember;
  roleKey: string;
  store: DraftStore<RoleDefinition>;
}) {
  const { t } = useTranslation('access');
  const text = useText();
  const language = useLanguage();
  const { document: role, saving, problems, canUndo, canRedo, run, undo, redo, flush, markPublished } = useStore(store);
  const [chosen, setChosen] = useState<string | null>(null);
  const [publishing, setPublishing] = useState(false);
  const name = text(role.title) || roleKey;
  const change = (next: RoleDefinition, merge?: string) => run(replaceDocument(name, role, next, merge));
  const publish = async () => {
    if (await flush()) setPublishing(true);
  };
  return (
    <DesignerFrame
      name={name}
      onRename={(words) => change({ ...role, title: withLanguage(role.title, language, words) ?? words })}
      backTo={`/apps/${encodeURIComponent(app.app.key)}/design`}
      saving={saving}
      problems={problems}
      canUndo={canUndo}
      canRedo={canRedo}
      onUndo={undo}
      onRedo={redo}
      onEscape={() => setChosen(null)}
      tools={
        <Versions app={app.app.key} kind="role" definitionKey={roleKey} onRestore={(_label, next) => change(next)} />
      }
      onPublish={() => void publish()}
      propertiesTitle={
        chosen === null ? t('roleDesigner.role') : text(app.forms[chosen]?.definition.form.title) || chosen
      }
      properties={
        chosen === null ? (
          <RolePanel app={app} role={role} onChange={change} />
        ) : (
          <GrantPanel key={chosen} app={app} formKey={chosen} role={role} onChange={change} />
        )
      }
    >
      <RoleMatrix app={app} role={role} chosen={chosen} onChoose={setChosen} onChange={change} />
      {publishing && (
        <PublishDialog
          app={app.app.key}
          kind="role"
          definitionKey={roleKey}
          name={name}
          onClose={() => setPublishing(false)}
          onPublished={markPublished}
        />
      )}
    </DesignerFrame>
  );
}
