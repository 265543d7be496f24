import type { Widgets } from '../../../ui/settings/SettingsForm.tsx';
import { ConditionWidget } from './ConditionWidget.tsx';
import { FieldValuesWidget } from './FieldValuesWidget.tsx';
import { FieldValueWidget } from './FieldValueWidget.tsx';
import { FieldWidget } from './FieldWidget.tsx';
import { SpanWidget } from './SpanWidget.tsx';
import { TemplateWidget } from './TemplateWidget.tsx';

/** The controls that the settings of steps name, beside the built-in ones. */
export const flowWidgets: Widgets = {
  condition: ConditionWidget,
  field: FieldWidget,
  fields: FieldWidget,
  'field-value': FieldValueWidget,
  'field-values': FieldValuesWidget,
  span: SpanWidget,
  template: TemplateWidget,
};
