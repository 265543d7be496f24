import { backupCommand } from './backup.ts';
import { checkCommand } from './check.ts';
import type { Command } from './command.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { exportDataCommand } from './export-data.ts';
import { dmnCommand } from './dmn.ts';
import { feelCommand } from './feel.ts';
import { flowSimulateCommand } from './flow-simulate.ts';
import { importCommand } from './import.ts';
import { installCommand } from './install.ts';
import { queryCommand } from './query.ts';
import { restoreCommand } from './restore.ts';
import { roleGrantCommand } from './role-grant.ts';
import { startCommand } from './start.ts';
import { uninstallCommand } from './uninstall.ts';
import { userAddCommand } from './user-add.ts';

/** In the order in which the help lists them. */
export const commands: readonly Command[] = [
  startCommand,
  installCommand,
  exportCommand,
  checkCommand,
  uninstallCommand,
  importCommand,
  exportDataCommand,
  queryCommand,
  feelCommand,
  dmnCommand,
  flowSimulateCommand,
  userAddCommand,
  roleGrantCommand,
  backupCommand,
  restoreCommand,
  doctorCommand,
];
