import { accessOf, publicActor } from '@tangram/records';
import type { FormModel } from '@tangram/forms';
import type { FieldSchema, FormDefinition, LayoutNode } from '@tangram/schema';
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { serverError } from '../errors.ts';
import { attempts } from '../http/rate-limit.ts';
import type { Platform } from '../platform.ts';
import { values } from '../engines/records/shapes.ts';

const byToken = Type.Object({ token: Type.String({ maxLength: 100 }) }, { additionalProperties: false });
const byForm = Type.Object({ app: Type.String(), form: Type.String() }, { additionalProperties: false });
const entry = Type.Object({ values }, { additionalProperties: false });

/** What a visitor types is small; nobody unknown may make us read megabytes. */
const largestEntry = 200_000;

/** Pages that visitors without an account fill in. The page itself stands at `/f/:token`. */
export async function publicFormRoutes(server: FastifyInstance, platform: Platform): Promise<void> {
  const tags = ['public forms'];

  async function openForm(token: string): Promise<FormModel> {
    const address = await platform.publicLinks.formOf(token);
    const form = address === undefined ? undefined : platform.catalog().form(address.app, address.form);
    if (form?.definition.form.public?.enabled !== true) throw serverError('PUBLIC_FORM_UNKNOWN');
    return form;
  }

  server.get<{ Params: Static<typeof byToken> }>(
    '/public/forms/:token',
    {
      config: { isOpen: true, rateLimit: attempts(120) },
      schema: { summary: 'A public form, cut to its public fields', tags, params: byToken },
    },
    async (request) => publicForm(await openForm(request.params.token)),
  );

  server.post<{ Params: Static<typeof byToken>; Body: Static<typeof entry> }>(
    '/public/forms/:token',
    {
      bodyLimit: largestEntry,
      config: { isOpen: true, rateLimit: attempts(30) },
      schema: {
        summary: 'Sends an entry; who sent it learns nothing of the record',
        tags,
        params: byToken,
        body: entry,
      },
    },
    async (request, reply) => {
      const form = await openForm(request.params.token);
      await platform.records.create(publicActor(platform.catalog().workspace.language), {
        app: form.app,
        form: form.key,
        values: request.body.values,
      });
      const thanks = form.definition.form.public?.thanks;
      return reply.code(201).send(thanks === undefined ? {} : { thanks });
    },
  );

  server.get<{ Params: Static<typeof byForm> }>(
    '/api/apps/:app/forms/:form/public-link',
    { schema: { summary: 'The token of the public page; null while the page is switched off', tags, params: byForm } },
    async (request) => {
      const { app, form: key } = request.params;
      const form = platform.catalog().form(app, key);
      if (form === undefined || !accessOf(request.actor, form, platform.catalog()).may('read'))
        throw serverError('PUBLIC_FORM_UNKNOWN');
      const isEnabled = form.definition.form.public?.enabled === true;
      return { token: isEnabled ? await platform.publicLinks.tokenOf(app, key) : null };
    },
  );
}

/** Nothing of the form beyond what the visitor fills in: other fields, views and conditions on them stay inside. */
function publicForm(model: FormModel) {
  const { definition } = model;
  const { public: page, views: _, layout, conditions, ...settings } = definition.form;
  const fields = (page?.fields ?? []).filter((key) => definition.properties[key] !== undefined);
  const isShown = (key: string) => fields.includes(key);
  const properties = Object.fromEntries(fields.map((key) => [key, definition.properties[key] as FieldSchema]));
  const kept = (conditions ?? []).filter(
    (condition) => condition.fields.every(isShown) && readsOnly(condition.when, isShown, definition),
  );
  const cut: FormDefinition = {
    ...definition,
    properties,
    required: (definition.required ?? []).filter(isShown),
    form: { ...settings, layout: cutLayout(layout, isShown), ...(kept.length === 0 ? {} : { conditions: kept }) },
  };
  return {
    title: page?.title ?? settings.title,
    // A page with a title of its own speaks to visitors; the form's description speaks to colleagues.
    ...(settings.description === undefined || page?.title !== undefined ? {} : { description: settings.description }),
    ...(page?.thanks === undefined ? {} : { thanks: page.thanks }),
    definition: cut,
    fields,
  };
}

function cutLayout(nodes: readonly LayoutNode[], isShown: (key: string) => boolean): LayoutNode[] {
  return nodes.flatMap((node): LayoutNode[] => {
    if ('field' in node) return isShown(node.field) ? [node] : [];
    const children = cutLayout(node.children, isShown);
    return children.length === 0 ? [] : [{ ...node, children }];
  });
}

/** Whether the condition names no field that stays inside; it would tell the visitor of it, and could not be judged. */
function readsOnly(when: string, isShown: (key: string) => boolean, definition: FormDefinition): boolean {
  const hidden = Object.keys(definition.properties).filter((key) => !isShown(key));
  return !hidden.some((key) => when.includes(key));
}
