import { flowContextOf, flowErrors, type SimulationCase, simulate } from '@tangram/flows';
import { PlatformError, problemsOf } from '@tangram/schema';
import type { CommandContext } from './command.ts';
import { readFormAddress } from './form-address.ts';
import { readJsonFile } from './json-file.ts';

export async function run(context: CommandContext): Promise<number> {
  const { app, form: flow } = readFormAddress(context.words[0] as string);
  const played = (await readJsonFile(context.path(context.words[1] as string))) as SimulationCase;
  const platform = await context.platform();
  const catalog = platform.catalog();
  const model = catalog.app(app);
  const definition = model?.flows.get(flow);
  if (model === undefined || definition === undefined) {
    throw new PlatformError('not-found', [problemsOf(flowErrors)('FLOW_UNKNOWN', '', { flow })]);
  }
  const result = simulate(definition, played, flowContextOf(catalog, model));
  context.answer(result, JSON.stringify(result, null, 2));
  return 0;
}
