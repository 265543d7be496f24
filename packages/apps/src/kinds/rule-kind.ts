import { checkRule, rulePublished } from '@tangram/rules';
import { ruleNotes } from './rule-notes.ts';
import { type Kind, isDocument } from './kind.ts';
import { kindWords } from './kind-words.ts';

export const ruleKind: Kind = {
  kind: 'rule',
  folder: 'rules',
  title: kindWords.rule,
  isShaped: isDocument,
  plan: ruleNotes,
  check(document, { app, key, model, catalog, groups }) {
    return checkRule(document, {
      app,
      key,
      form: catalog.form,
      forms: [...model.forms.keys()],
      groups: [...groups],
      roles: [...model.roles.keys()],
      rules: model.rules,
    });
  },
  async apply(trx, { app, key, before, after, now }) {
    const [was, is] = [before.app(app)?.rules.get(key), after.app(app)?.rules.get(key)];
    const form = after.form(app, (is ?? was)?.form ?? '');
    await rulePublished(trx, {
      app,
      key,
      now,
      ...(form === undefined ? {} : { form }),
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
    });
  },
};
