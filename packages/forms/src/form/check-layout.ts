import { type LayoutNode, type Problem, pointer } from '@tangram/schema';
import { formProblem } from '../errors.ts';
import type { FormModel } from '../model/form-model.ts';
import { optionsOf } from '../values/options.ts';
import { unknownField } from './check-fields.ts';

/** Sections within sections: more would leave columns too narrow to fill in. */
const deepest = 3;

/** Layout, title field, stage field and the fields that conditions name. */
export function checkLayout(form: FormModel): Problem[] {
  const { layout, conditions, titleField, stageField } = form.definition.form;
  const problems = checkNodes(layout, form, '/form/layout', new Set(), 1);
  (conditions ?? []).forEach((condition, index) => {
    condition?.fields.forEach((key, position) => {
      const path = pointer('form', 'conditions', index, 'fields', position);
      if (key !== null && !isOwn(form, key)) problems.push(unknownField(form, path, key));
    });
  });
  if (titleField !== undefined) {
    const field = form.fields.get(titleField);
    if (!isOwn(form, titleField)) problems.push(unknownField(form, '/form/titleField', titleField));
    else if (field !== undefined && field.type.canBeTitle !== true) {
      problems.push(formProblem('FORM_TITLE_FIELD', '/form/titleField', { field: titleField }));
    }
  }
  if (stageField !== undefined) {
    const field = form.fields.get(stageField);
    if (!isOwn(form, stageField)) problems.push(unknownField(form, '/form/stageField', stageField));
    else if (field !== undefined && (field.valueType !== 'text' || optionsOf(field.definition).length === 0)) {
      problems.push(formProblem('FORM_STAGE_FIELD', '/form/stageField', { field: stageField }));
    }
  }
  return problems;
}

function checkNodes(
  nodes: readonly (LayoutNode | null)[],
  form: FormModel,
  path: string,
  shown: Set<string>,
  depth: number,
): Problem[] {
  return nodes.flatMap((node, index): Problem[] => {
    const here = path + pointer(index);
    if (node === null) return [];
    if (node.type === 'section') {
      const tooDeep = depth > deepest ? [formProblem('FORM_LAYOUT_DEEP', here, { limit: deepest })] : [];
      return [...tooDeep, ...checkNodes(node.children, form, `${here}/children`, shown, depth + 1)];
    }
    if (!isOwn(form, node.field)) return [unknownField(form, `${here}/field`, node.field)];
    if (shown.has(node.field)) return [formProblem('FORM_FIELD_REPEATED', `${here}/field`, { field: node.field })];
    shown.add(node.field);
    return [];
  });
}

/** A field of an unknown type is there all the same: it has its own problem. */
function isOwn(form: FormModel, key: string): boolean {
  return Object.hasOwn(form.definition.properties, key);
}
