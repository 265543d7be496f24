import { nodeTypeNamed } from '@tangram/flows';
import type { FlowDefinition } from '@tangram/schema';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useStore } from 'zustand';
import { problemsToShow } from '../../app/client.ts';
import { useText } from '../../app/i18n.ts';
import { TroublePage } from '../../app/TroublePage.tsx';
import { type DraftStore, replaceDocument } from '../../ui/designer/draft-store.ts';
import { PublishDialog } from '../../ui/designer/PublishDialog.tsx';
import { Versions } from '../../ui/designer/Versions.tsx';
import { useDraft } from '../../ui/designer/useDraft.ts';
import { DesignerFrame } from '../../ui/DesignerFrame.tsx';
import { withLanguage } from '../../ui/settings/local-text.ts';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { DesignerContext } from './designer-context.ts';
import { FlowCanvas } from './FlowCanvas.tsx';
import { FlowDragging } from './FlowDragging.tsx';
import { createFlowDesigner } from './flow-designer.ts';
import { setBasics } from './flow-edits.ts';
import { FlowProperties } from './FlowProperties.tsx';
import { StepPalette } from './StepPalette.tsx';
import { TryFlow } from './TryFlow.tsx';
import { useFlowSurroundings } from './useFlowSurroundings.ts';

const empty: FlowDefinition = { title: '', form: '', enabled: true, nodes: [], edges: [] };

/** `/apps/:app/design/flows/:key`: a flow drawn as a picture, each step with a sentence of what it does. */
export function FlowDesignerPage() {
  const { t } = useTranslation('flows');
  const { app = '', key = '' } = useParams();
  const { store, error } = useDraft(app, 'flow', key, empty);
  if (error !== null) return <TroublePage title={t('missing')} problems={problemsToShow(error)} />;
  return store === undefined ? (
    <RowsSkeleton />
  ) : (
    <Designer key={`${app}/${key}`} app={app} flowKey={key} draft={store} />
  );
}

function Designer({ app, flowKey, draft }: { app: string; flowKey: string; draft: DraftStore<FlowDefinition> }) {
  const { t } = useTranslation('flows');
  const text = useText();
  const { document: flow, saving, problems, canUndo, canRedo } = useStore(draft);
  const designer = useMemo(() => createFlowDesigner(draft), [draft]);
  const surroundings = useFlowSurroundings(app, flow.form);
  const selection = useStore(designer, (state) => state.selection);
  const [dialog, setDialog] = useState<'publish' | 'try' | null>(null);
  const context = useMemo(
    () => ({ ...surroundings, flowKey, flow, designer, problems }),
    [surroundings, flowKey, flow, designer, problems],
  );
  const { edit, select, removeSelected, show } = designer.getState();
  const name = text(flow.title) || flowKey;
  const selectedNode = selection?.type === 'node' ? flow.nodes.find((node) => node.id === selection.id) : undefined;

  return (
    <DesignerContext value={context}>
      <FlowDragging>
        <DesignerFrame
          name={name}
          onRename={(next) =>
            edit(t('edits.basics'), setBasics({ title: withLanguage(flow.title, surroundings.language, next) ?? next }))
          }
          backTo={`/apps/${encodeURIComponent(app)}/design`}
          saving={saving}
          problems={problems}
          onShowProblem={show}
          canUndo={canUndo}
          canRedo={canRedo}
          onUndo={() => draft.getState().undo()}
          onRedo={() => draft.getState().redo()}
          tools={
            <Versions
              app={app}
              kind="flow"
              definitionKey={flowKey}
              onRestore={(label, next) => draft.getState().run(replaceDocument(label, draft.getState().document, next))}
            />
          }
          onTest={() =>
            void draft
              .getState()
              .flush()
              .then(() => setDialog('try'))
          }
          onPublish={() =>
            void draft
              .getState()
              .flush()
              .then(() => setDialog('publish'))
          }
          onDelete={() => removeSelected(t('edits.remove'))}
          onEscape={() => select(null)}
          palette={<StepPalette />}
          properties={<FlowProperties key={selection?.id ?? ''} />}
          propertiesTitle={
            selectedNode === undefined
              ? t(selection === null ? 'flow' : 'connection')
              : text(nodeTypeNamed(selectedNode.type)?.title)
          }
        >
          <FlowCanvas />
        </DesignerFrame>
      </FlowDragging>
      {dialog === 'publish' && (
        <PublishDialog
          app={app}
          kind="flow"
          definitionKey={flowKey}
          name={name}
          onClose={() => setDialog(null)}
          onPublished={() => draft.getState().markPublished()}
        />
      )}
      {dialog === 'try' && <TryFlow onClose={() => setDialog(null)} />}
    </DesignerContext>
  );
}
