export function RolesTab() { return null; }
