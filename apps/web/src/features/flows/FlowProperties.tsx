import { DeleteOutlined } from '@ant-design/icons';
import { nodeTypeNamed } from '@tangram/flows';
import { type FlowNode, type JsonObject, type JsonSchema, pointer } from '@tangram/schema';
import { Button, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useText } from '../../app/i18n.ts';
import { LocalTextInput } from '../../ui/settings/LocalTextInput.tsx';
import { SettingsForm } from '../../ui/settings/SettingsForm.tsx';
import { useDesigner } from './designer-context.ts';
import { setBasics, setSettings, setTitle } from './flow-edits.ts';
import styles from './FlowProperties.module.css';
import { titleOfNode } from './flow-words.ts';
import { flowWidgets } from './widgets/index.ts';

/** Settings of what is selected: a step, a connection, or the flow. */
export function FlowProperties() {
  const { flow, designer } = useDesigner();
  const selection = useStore(designer, (state) => state.selection);
  if (selection?.type === 'node') {
    const index = flow.nodes.findIndex((node) => node.id === selection.id);
    const node = flow.nodes[index];
    if (node !== undefined) return <StepProperties node={node} index={index} />;
  }
  if (selection?.type === 'edge' && flow.edges.some((edge) => edge.id === selection.id))
    return <EdgeProperties id={selection.id} />;
  return <WholeProperties />;
}

function StepProperties({ node, index }: { node: FlowNode; index: number }) {
  const { t } = useTranslation('flows');
  const text = useText();
  const surroundings = useDesigner();
  const { designer, problems } = surroundings;
  const type = nodeTypeNamed(node.type);
  if (type === undefined) return null;
  const { edit, removeSelected } = designer.getState();
  return (
    <div className={styles['panel']}>
      <p className={styles['about']}>{text(type.description)}</p>
      <div>
        <span className={styles['label']}>{t('stepName')}</span>
        <LocalTextInput
          id={`${node.id}-title`}
          value={node.title}
          onChange={(title) => edit(t('edits.settings'), setTitle(node.id, title), `${node.id}/title`)}
        />
      </div>
      <SettingsForm
        schema={shownSettings(type.settings, node.settings)}
        value={node.settings}
        onChange={(settings) => edit(t('edits.settings'), setSettings(node.id, settings), `${node.id}/settings`)}
        problems={problems}
        path={pointer('nodes', index, 'settings')}
        widgets={flowWidgets}
        context={{ ...surroundings, node }}
      />
      <div className={styles['guarantee']}>
        <span className={styles['label']}>{t('guarantee.title')}</span>
        {t(`guarantee.${type.guarantee}`)}
      </div>
      {type.trigger === undefined && (
        <Button danger type="text" icon={<DeleteOutlined />} onClick={() => removeSelected(t('edits.remove'))}>
          {t('removeStep')}
        </Button>
      )}
    </div>
  );
}

function EdgeProperties({ id }: { id: string }) {
  const { t } = useTranslation('flows');
  const { flow, designer, language } = useDesigner();
  const edge = flow.edges.find((one) => one.id === id);
  const title = (node: string | undefined) =>
    titleOfNode(
      flow.nodes.find((one) => one.id === node),
      language,
    );
  return (
    <div className={styles['panel']}>
      <p className={styles['about']}>{t('connectionText', { from: title(edge?.source), to: title(edge?.target) })}</p>
      <Button
        danger
        type="text"
        icon={<DeleteOutlined />}
        onClick={() => designer.getState().removeSelected(t('edits.remove'))}
      >
        {t('removeEdge')}
      </Button>
    </div>
  );
}

function WholeProperties() {
  const { t } = useTranslation('flows');
  const { flow, designer, names } = useDesigner();
  const { edit } = designer.getState();
  return (
    <div className={styles['panel']}>
      <div>
        <span className={styles['label']}>{t('flowName')}</span>
        <LocalTextInput
          id="flow-title"
          value={flow.title}
          onChange={(title) => edit(t('edits.basics'), setBasics({ title: title ?? '' }), 'title')}
        />
      </div>
      <div>
        <span className={styles['label']}>{t('form')}</span>
        {names('form', flow.form)}
      </div>
      <div>
        <label className={styles['switch']}>
          <Switch checked={flow.enabled} onChange={(enabled) => edit(t('edits.basics'), setBasics({ enabled }))} />
          {t('enabled')}
        </label>
        <p className={styles['about']}>{t('enabledHelp')}</p>
      </div>
    </div>
  );
}

/** The schema without members that other settings leave no place for (`x-when`: { mode: 'field' }). */
function shownSettings(schema: JsonSchema, settings: JsonObject): JsonSchema {
  const properties = Object.entries((schema['properties'] ?? {}) as { readonly [name: string]: JsonSchema });
  const shown = properties.filter(([, member]) =>
    Object.entries((member['x-when'] ?? {}) as JsonObject).every(([name, value]) => settings[name] === value),
  );
  return { ...schema, properties: Object.fromEntries(shown) };
}
