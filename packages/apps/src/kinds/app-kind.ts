import {
  type AppDefinition,
  type DefinitionKind,
  type MenuItem,
  type Problem,
  keySchema,
  localTextSchema,
  pointer,
  problemsOf,
  shapeCheck,
} from '@tangram/schema';
import { appErrors } from '../errors.ts';
import type { Kind, KindContext } from './kind.ts';
import { kindWords } from './kind-words.ts';

const appProblem = problemsOf(appErrors);

const menuTarget = (kind: string) => ({
  type: 'object',
  required: ['type', kind],
  properties: { type: { const: kind }, [kind]: keySchema },
  additionalProperties: false,
});

const checkShape = shapeCheck({
  type: 'object',
  required: ['key', 'title', 'version', 'menu'],
  additionalProperties: false,
  properties: {
    key: keySchema,
    title: localTextSchema,
    description: localTextSchema,
    icon: { type: 'string', maxLength: 60 },
    color: { type: 'string', pattern: '^#[0-9a-fA-F]{6}$' },
    version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
    menu: { type: 'array', maxItems: 200, items: { $ref: '#/$defs/item' } },
    groups: {
      type: 'array',
      maxItems: 200,
      items: {
        type: 'object',
        required: ['key', 'title'],
        properties: { key: keySchema, title: localTextSchema },
        additionalProperties: false,
      },
    },
  },
  $defs: {
    item: {
      anyOf: [
        menuTarget('form'),
        menuTarget('dashboard'),
        menuTarget('report'),
        {
          type: 'object',
          required: ['type', 'title', 'children'],
          properties: {
            type: { const: 'group' },
            title: localTextSchema,
            children: { type: 'array', maxItems: 200, items: { $ref: '#/$defs/item' } },
          },
          additionalProperties: false,
        },
      ],
    },
  },
});

export const appKind: Kind = {
  kind: 'app',
  folder: null,
  title: kindWords.app,
  isShaped: (document) => checkShape(document).length === 0,
  check(document, context) {
    const problems = checkShape(document);
    if (problems.length > 0) return problems;
    return checkMenu((document as AppDefinition).menu, '/menu', context);
  },
};

function checkMenu(menu: readonly MenuItem[], path: string, context: KindContext): Problem[] {
  return menu.flatMap((item, index) => {
    const at = path + pointer(index);
    if (item.type === 'group') return checkMenu(item.children, `${at}/children`, context);
    const [key, known]: [string, ReadonlyMap<string, unknown>] =
      item.type === 'form'
        ? [item.form, context.model.forms]
        : item.type === 'dashboard'
          ? [item.dashboard, context.model.dashboards]
          : [item.report, context.model.reports];
    const kind: DefinitionKind = item.type;
    return known.has(key) ? [] : [appProblem('APP_MENU_UNKNOWN', `${at}/${kind}`, { kind: kindWords[kind], key })];
  });
}
