/** The setting that names a connection of the workspace; `use` is what it must be good for. */
export const connectionSetting = (use: 'web-call' | 'chat') => ({
  type: 'string',
  format: 'tangram-key',
  title: { en: 'Connection', zh: '连接' },
  widget: 'connection',
  use,
});
