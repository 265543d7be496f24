import type { Widgets } from '../../../ui/settings/SettingsForm.tsx';
import { ConditionWidget, OtherConditionWidget } from './ConditionWidget.tsx';
import { CronWidget } from './CronWidget.tsx';
import { EventNameWidget } from './EventNameWidget.tsx';
import { FeelWidget } from './FeelWidget.tsx';
import { FieldsWidget, OtherFieldsWidget } from './FieldsWidget.tsx';
import { FieldValuesWidget } from './FieldValuesWidget.tsx';
import { FieldWidget, OtherFieldWidget } from './FieldWidget.tsx';
import { FlowWidget, RuleWidget } from './DefinitionWidget.tsx';
import { ReferringRecordsWidget } from './ReferringRecordsWidget.tsx';
import { TagsWidget } from './TagsWidget.tsx';

/** Controls that the settings of rule actions and moments ask for by name. */
export const ruleWidgets: Widgets = {
  condition: ConditionWidget,
  cron: CronWidget,
  'event-name': EventNameWidget,
  feel: FeelWidget,
  field: FieldWidget,
  fields: FieldsWidget,
  'field-values': FieldValuesWidget,
  flow: FlowWidget,
  rule: RuleWidget,
  'other-condition': OtherConditionWidget,
  'other-field': OtherFieldWidget,
  'other-fields': OtherFieldsWidget,
  'referring-records': ReferringRecordsWidget,
  tags: TagsWidget,
};
