import { type ErrorTable, PlatformError, type ProblemParams, problemsOf } from '@tangram/schema';

/** What the server itself refuses, beside what the engines do. */
export const serverErrors = {
  CONFIG_VALUE: {
    kind: 'invalid',
    message: { en: '{name} is "{value}", but must be {expected}.', zh: '{name} 的值为“{value}”，应为{expected}。' },
    hint: {
      en: 'Settings are environment variables; docs/running.md lists them.',
      zh: '设置由环境变量给出，见 docs/running.md。',
    },
  },
  CONFIG_TOGETHER: {
    kind: 'invalid',
    message: { en: '{first} and {second} must be given together.', zh: '{first} 与 {second} 必须同时给出。' },
  },
  SERVER_PORT_TAKEN: {
    kind: 'unavailable',
    message: { en: 'Port {port} is already in use.', zh: '端口 {port} 已被占用。' },
    hint: {
      en: 'Stop the other program, or set PORT to a free one.',
      zh: '请停止占用它的程序，或把 PORT 设为空闲端口。',
    },
  },
  SERVER_ROUTE_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'There is nothing at {method} {url}.', zh: '{method} {url} 处没有内容。' },
  },
  SERVER_BODY_UNREADABLE: {
    kind: 'invalid',
    message: { en: 'The body is not JSON: {reason}', zh: '请求正文不是有效的 JSON:{reason}' },
  },
  SERVER_BODY_TYPE: {
    kind: 'invalid',
    message: { en: 'A body of the type "{type}" is not understood here.', zh: '此处不接受类型为“{type}”的请求正文。' },
    hint: { en: 'Send application/json.', zh: '请发送 application/json。' },
  },
  SERVER_BODY_TOO_LARGE: {
    kind: 'too-large',
    message: { en: 'The body is larger than {limit} MB.', zh: '请求正文超过 {limit} MB。' },
    hint: {
      en: 'Send many records in several requests, or import a file.',
      zh: '请把大量记录分多次发送，或使用文件导入。',
    },
  },
  SERVER_REQUEST: {
    kind: 'invalid',
    message: { en: 'The request cannot be understood: {reason}', zh: '无法理解该请求：{reason}' },
  },
  SERVER_TEXT_UNSTORABLE: {
    kind: 'invalid',
    message: { en: 'A text holds a character that cannot be stored (NUL).', zh: '文本中含有无法保存的字符（NUL）。' },
  },
  SERVER_VALUE_UNSTORABLE: {
    kind: 'invalid',
    message: { en: 'A number or date is too large to be stored.', zh: '数字或日期超出可保存的范围。' },
  },
  SERVER_REFERENCE_MISSING: {
    kind: 'invalid',
    message: {
      en: 'Something named in the request does not exist (any more).',
      zh: '请求中提到的某项内容不存在，或已被删除。',
    },
  },
  SERVER_TOO_MANY_REQUESTS: {
    kind: 'limited',
    message: {
      en: 'Too many attempts; try again in {seconds} seconds.',
      zh: '尝试次数过多，请在 {seconds} 秒后再试。',
    },
  },
  SERVER_BUSY: {
    kind: 'unavailable',
    message: { en: 'The database cannot answer at the moment.', zh: '数据库暂时无法响应。' },
    hint: { en: 'Try again in a few seconds.', zh: '请几秒后重试。' },
  },
  SERVER_RETRY: {
    kind: 'conflict',
    message: { en: 'Another change came in between; nothing was saved.', zh: '与另一项更改同时发生，未作保存。' },
    hint: { en: 'Try again.', zh: '请重试。' },
  },
  SERVER_INTERNAL: {
    kind: 'internal',
    message: {
      en: 'Something went wrong on the server; it is recorded under {request}.',
      zh: '服务器出现问题，已记录，编号 {request}。',
    },
  },
  AUTH_REQUIRED: {
    kind: 'unauthenticated',
    message: { en: 'Sign in first.', zh: '请先登录。' },
  },
  AUTH_FAILED: {
    kind: 'unauthenticated',
    message: { en: 'The address or the password is wrong.', zh: '邮箱或密码错误。' },
  },
  AUTH_KEY_INVALID: {
    kind: 'unauthenticated',
    message: { en: 'This API key is unknown, switched off or expired.', zh: 'API 密钥无效、已停用或已过期。' },
  },
  AUTH_CROSS_SITE: {
    kind: 'forbidden',
    message: { en: 'This request comes from another site ({origin}).', zh: '该请求来自其他站点（{origin}）。' },
    hint: {
      en: 'If this is the right address of the product, set PUBLIC_URL to it.',
      zh: '如果这就是产品的正确地址，请把 PUBLIC_URL 设为它。',
    },
  },
  AUTH_ADMINISTRATOR_ONLY: {
    kind: 'forbidden',
    message: { en: 'Only an administrator may do this.', zh: '只有管理员可以执行此操作。' },
  },
  AUTH_SETUP_DONE: {
    kind: 'conflict',
    message: { en: 'The first account was already made; sign in.', zh: '首个账号已建立，请登录。' },
  },
  AUTH_PASSWORD_SHORT: {
    kind: 'invalid',
    message: { en: 'A password has at least {least} characters.', zh: '密码至少 {least} 个字符。' },
  },
  AUTH_PASSWORD_LONG: {
    kind: 'invalid',
    message: { en: 'A password has at most {most} characters.', zh: '密码最多 {most} 个字符。' },
  },
  AUTH_KEY_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'There is no such API key.', zh: '没有此 API 密钥。' },
  },
  WORKSPACE_ZONE_UNKNOWN: {
    kind: 'invalid',
    message: { en: '"{zone}" is not a time zone.', zh: '“{zone}”不是时区。' },
    hint: { en: 'Give its IANA name, for example Asia/Shanghai.', zh: '请使用 IANA 名称，例如 Asia/Shanghai。' },
  },
  NOTIFICATION_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'There is no such notification.', zh: '没有此通知。' },
  },
  ROLE_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'The application "{app}" has no role "{role}".', zh: '应用“{app}”没有角色“{role}”。' },
  },
  PUBLIC_FORM_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'This form is not open to visitors (any more).', zh: '该表单未对外开放，或已关闭。' },
  },
  FILE_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'There is no such file.', zh: '没有此文件。' },
  },
  FILE_TOO_LARGE: {
    kind: 'too-large',
    message: { en: 'The file is larger than {limit} MB.', zh: '文件超过 {limit} MB。' },
  },
  FILE_EMPTY: {
    kind: 'invalid',
    message: { en: 'No file was sent, or an empty one.', zh: '没有收到文件，或文件为空。' },
  },
  FILE_UNREADABLE: {
    kind: 'invalid',
    message: { en: '"{name}" cannot be read as a table: {reason}', zh: '无法把“{name}”读作表格：{reason}' },
    hint: {
      en: 'Send a CSV (UTF-8 or GBK) or an .xlsx file with its column names in the first row.',
      zh: '请使用首行为列名的 CSV（UTF-8 或 GBK）或 .xlsx 文件。',
    },
  },
  IMPORT_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'There is no such import (any more).', zh: '没有此导入任务，或已过期。' },
  },
  // What a receiver outside does is no failure of this server: what is tried by hand is answered as a conflict.
  CONNECTION_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'There is no connection "{key}".', zh: '没有连接“{key}”。' },
    hint: {
      en: 'Make it under Connections; what was to be sent there can then be tried again.',
      zh: '请在“连接”中添加，然后可重试未送出的内容。',
    },
  },
  CONNECTION_KIND_UNKNOWN: {
    kind: 'invalid',
    message: { en: 'There is no kind of connection called "{kind}".', zh: '没有“{kind}”这种连接。' },
  },
  CONNECTION_SECRET_MISSING: {
    kind: 'invalid',
    message: { en: 'The address of the connection "{key}" is missing.', zh: '缺少连接“{key}”的地址。' },
  },
  CONNECTION_NO_SECRET: {
    kind: 'invalid',
    message: { en: '"{kind}" knows no signing secret.', zh: '“{kind}”没有签名密钥。' },
  },
  CONNECTION_USE: {
    kind: 'conflict',
    message: { en: 'The connection "{key}" is not meant for this.', zh: '连接“{key}”不能用于此处。' },
    hint: {
      en: 'Chat messages go to a robot of a chat, values to a webhook of another system.',
      zh: '群消息请用群机器人连接，数据请用其他系统的接口连接。',
    },
  },
  CONNECTION_SEALED: {
    kind: 'conflict',
    message: {
      en: 'The secrets of the connection "{key}" cannot be read: SECRET is not the one they were kept with.',
      zh: '无法读取连接“{key}”的密钥：SECRET 与保存时不同。',
    },
    hint: { en: 'Enter its address and secret again.', zh: '请重新填写其地址和密钥。' },
  },
  OUTSIDE_ADDRESS: {
    kind: 'invalid',
    message: {
      en: 'This is no address that begins with http:// or https://.',
      zh: '地址应以 http:// 或 https:// 开头。',
    },
  },
  OUTSIDE_PRIVATE: {
    kind: 'forbidden',
    message: {
      en: '{host} is this machine or in a private network; nothing is sent there.',
      zh: '{host} 是本机或内网地址，不会向其发送。',
    },
    hint: {
      en: 'Set ALLOW_PRIVATE_HOOKS=1 when receivers in your own network are meant.',
      zh: '若接收方确实在内网，请设置 ALLOW_PRIVATE_HOOKS=1。',
    },
  },
  OUTSIDE_UNREACHABLE: {
    kind: 'conflict',
    message: { en: 'The receiver could not be reached: {reason}', zh: '无法连接接收方：{reason}' },
  },
  OUTSIDE_ANSWER: {
    kind: 'conflict',
    message: { en: 'The receiver answered with status {status}: {text}', zh: '接收方返回状态 {status}：{text}' },
  },
  OUTSIDE_REFUSED: {
    kind: 'conflict',
    message: { en: '{by} did not take the message: {reason}', zh: '{by}拒收消息：{reason}' },
  },
  MAIL_NOT_SET_UP: {
    kind: 'conflict',
    message: { en: 'No mail server is set up.', zh: '尚未配置邮件服务器。' },
    hint: {
      en: 'Set SMTP_URL and start again; then try this delivery again.',
      zh: '请设置 SMTP_URL 并重启，然后重试此投递。',
    },
  },
  MAIL_NO_SENDER: {
    kind: 'conflict',
    message: { en: 'SMTP_URL does not say from which address mail is sent.', zh: 'SMTP_URL 没有给出发件地址。' },
    hint: { en: 'Add ?from=crm@example.cn to it.', zh: '请在其后加上 ?from=crm@example.cn。' },
  },
  MAIL_ADDRESS: {
    kind: 'invalid',
    message: { en: '"{address}" is not an e-mail address.', zh: '“{address}”不是邮箱地址。' },
  },
  MAIL_NO_ADDRESS: {
    kind: 'conflict',
    message: { en: '{person} has no e-mail address, or is not active.', zh: '{person} 没有邮箱地址或已停用。' },
  },
  MAIL_REFUSED: {
    kind: 'conflict',
    message: { en: 'The mail server did not take it: {reason}', zh: '邮件服务器未接收：{reason}' },
  },
  HOOK_UNKNOWN: {
    kind: 'not-found',
    message: { en: 'There is no such address for events (any more).', zh: '没有此事件接收地址，或已撤销。' },
  },
  HOOKS_FULL: {
    kind: 'invalid',
    message: { en: 'A form has {most} such addresses at most.', zh: '每个表单最多 {most} 个接收地址。' },
  },
  BACKUP_UNREADABLE: {
    kind: 'invalid',
    message: { en: '{file} is not a whole backup: {reason}', zh: '{file} 不是完整的备份：{reason}' },
  },
  BACKUP_NOT_EMPTY: {
    kind: 'conflict',
    message: {
      en: 'A backup is restored into an empty system only; this one has {what}.',
      zh: '备份只能恢复到空系统；当前系统已有{what}。',
    },
    hint: {
      en: 'Set DATA_DIR to a new folder, or DATABASE_URL to an empty database.',
      zh: '请把 DATA_DIR 设为新文件夹，或把 DATABASE_URL 设为空数据库。',
    },
  },
  COMMAND_FILE: {
    kind: 'invalid',
    message: { en: '{file} cannot be read: {reason}', zh: '无法读取 {file}：{reason}' },
  },
  COMMAND_USAGE: {
    kind: 'invalid',
    message: { en: '{reason}', zh: '{reason}' },
  },
} as const satisfies ErrorTable;

export const serverProblem = problemsOf(serverErrors);

/** The error to throw for one of the server's own codes. */
export function serverError(
  code: keyof typeof serverErrors,
  params: ProblemParams = {},
  path = '',
  cause?: unknown,
): PlatformError {
  return new PlatformError(
    serverErrors[code].kind,
    [serverProblem(code, path, params)],
    cause === undefined ? {} : { cause },
  );
}
