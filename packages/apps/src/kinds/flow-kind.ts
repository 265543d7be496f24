import { checkFlow } from '@tangram/flows';
import type { FlowDefinition } from '@tangram/schema';
import { type Kind, isDocument } from './kind.ts';
import { kindWords } from './kind-words.ts';

export const flowKind: Kind = {
  kind: 'flow',
  folder: 'flows',
  title: kindWords.flow,
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
