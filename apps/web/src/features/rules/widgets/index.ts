import type { Widgets } from '../../../ui/settings/SettingsForm.tsx';
import { FeelWidget } from './FeelWidget.tsx';
import { FieldWidget } from './FieldWidget.tsx';
import { TagsWidget } from './TagsWidget.tsx';

/** Controls that the settings of rule actions ask for by name. */
export const ruleWidgets: Widgets = { field: FieldWidget, feel: FeelWidget, tags: TagsWidget };
