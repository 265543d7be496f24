import { FieldSurroundingsProvider } from '@tangram/forms/view';
import { actionTypeNamed } from '@tangram/rules';
import type { RuleDefinition } from '@tangram/schema';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useStore } from 'zustand';
import { problemsToShow } from '../../app/client.ts';
import { useLanguage, useText } from '../../app/i18n.ts';
import { TroublePage } from '../../app/TroublePage.tsx';
import type { DraftStore } from '../../ui/designer/draft-store.ts';
import { Versions } from '../../ui/designer/Versions.tsx';
import { useDraft } from '../../ui/designer/useDraft.ts';
import { DesignerFrame } from '../../ui/DesignerFrame.tsx';
import { RowsSkeleton } from '../../ui/Skeletons.tsx';
import { withLanguage } from '../../ui/settings/local-text.ts';
import { useFieldSurroundingsOf } from '../forms/index.ts';
import { ActionPalette } from './ActionPalette.tsx';
import { DesignerContext } from './designer-context.ts';
import { RulePublishDialog } from './cases/RulePublishDialog.tsx';
import { ruleViewOf } from './kinds/index.ts';
import { RuleDragging } from './RuleDragging.tsx';
import { RuleProperties } from './RuleProperties.tsx';
import { createRuleDesigner } from './rule-designer.ts';
import { actionsAt, setBasics } from './rule-edits.ts';
import { TryRule } from './TryRule.tsx';
import { useFormModel, useRuleNames } from './useRuleForm.ts';

const empty: RuleDefinition = {
  type: 'event',
  title: '',
  form: '',
  enabled: true,
  when: { type: 'created' },
  actions: [],
};

/** `/apps/:app/design/rules/:key`: each kind of rule on a canvas of its own. */
export function RuleDesignerPage() {
  const { t } = useTranslation('rules');
  const { app = '', key = '' } = useParams();
  const { store, error } = useDraft(app, 'rule', key, empty);
  if (error !== null) return <TroublePage title={t('missing')} problems={problemsToShow(error)} />;
  return store === undefined ? <RowsSkeleton /> : <Designer app={app} ruleKey={key} draft={store} />;
}

function Designer({ app, ruleKey, draft }: { app: string; ruleKey: string; draft: DraftStore<RuleDefinition> }) {
  const { t } = useTranslation('rules');
  const text = useText();
  const language = useLanguage();
  const { document: rule, saving, problems, canUndo, canRedo } = useStore(draft);
  const designer = useMemo(() => createRuleDesigner(draft), [draft]);
  const form = useFormModel(app, rule.form);
  const names = useRuleNames(form);
  const surroundings = useFieldSurroundingsOf(app);
  const selection = useStore(designer, (state) => state.selection);
  const [dialog, setDialog] = useState<'publish' | 'try' | null>(null);
  const context = useMemo(
    () => ({ app, ruleKey, designer, rule, form, names, problems }),
    [app, ruleKey, designer, rule, form, names, problems],
  );
  const { edit, select, removeSelected, show } = designer.getState();
  const name = text(rule.title) || ruleKey;
  const { Canvas, hasActions, partTitles, removePart } = ruleViewOf(rule);

  return (
    <FieldSurroundingsProvider value={surroundings}>
      <DesignerContext value={context}>
        <RuleDragging>
          <DesignerFrame
            name={name}
            onRename={(next) =>
              edit(t('edits.basics'), setBasics({ title: withLanguage(rule.title, language, next) ?? next }))
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
                kind="rule"
                definitionKey={ruleKey}
                onRestore={(label, next) => edit(label, () => next)}
              />
            }
            onTest={() => setDialog('try')}
            testLabel={t('try.open')}
            onPublish={() =>
              void draft
                .getState()
                .flush()
                .then(() => setDialog('publish'))
            }
            onDelete={() => removeSelected(t('edits.remove'), removePart)}
            onEscape={() => select(null)}
            palette={hasActions ? <ActionPalette /> : undefined}
            properties={<RuleProperties key={JSON.stringify(selection)} />}
            propertiesTitle={propertiesTitle()}
          >
            <Canvas />
          </DesignerFrame>
        </RuleDragging>
        {dialog === 'publish' && (
          <RulePublishDialog
            name={name}
            onClose={() => setDialog(null)}
            onPublished={() => draft.getState().markPublished()}
          />
        )}
        <TryRule isOpen={dialog === 'try'} onClose={() => setDialog(null)} />
      </DesignerContext>
    </FieldSurroundingsProvider>
  );

  function propertiesTitle(): string {
    if (selection === null) return t('rule');
    if (selection.type === 'part') return text(partTitles[selection.part]);
    const actions = actionsAt(rule, selection.list);
    return text(actionTypeNamed(actions[selection.index]?.type ?? '')?.title);
  }
}
