import { checkFlow } from '@tangram/flows';
import type { FlowDefinition } from '@tangram/schema';
import { type Kind, isDocument } from './kind.ts';

export const flowKind: Kind = {
  kind: 'flow',
  folder: 'flows',
  title: { en: 'flow', zh: '流程' },
  isShaped: isDocument,
  check(document, { app, model, catalog, groups }) {
    const { problems } = checkFlow(document as FlowDefinition, {
      app,
      formNamed: (reference) => {
        const [first = '', second] = reference.split('/');
        return second === undefined ? catalog.form(app, first) : catalog.form(first, second);
      },
      groups,
      roles: new Set(model.roles.keys()),
    });
    return [...problems];
  },
};
