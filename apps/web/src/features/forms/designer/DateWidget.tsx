import { fieldViewNamed } from '@tangram/forms/view';
import type { WidgetProps } from '../../../ui/settings/SettingsForm.tsx';

const day = { type: 'date', title: '' };

/** A day within a field's settings, chosen as a day is chosen everywhere. */
export function DateWidget({ id, value, onChange, hasProblem }: WidgetProps) {
  const { Input } = fieldViewNamed(day.type);
  return (
    <Input
      id={id}
      field={day}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      hasProblem={hasProblem}
    />
  );
}
