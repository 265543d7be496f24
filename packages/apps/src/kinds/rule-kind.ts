import { checkRule } from '@tangram/rules';
import { type Kind, isDocument } from './kind.ts';

export const ruleKind: Kind = {
  kind: 'rule',
  folder: 'rules',
  title: { en: 'rule', zh: '规则' },
  isShaped: isDocument,
  check(document, { app, key, model, catalog, groups }) {
    return checkRule(document, {
      app,
      key,
      form: catalog.form,
      forms: [...model.forms.keys()],
      groups: [...groups],
      rules: model.rules,
    });
  },
};
