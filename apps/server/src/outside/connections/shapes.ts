import type { LocalText } from '@tangram/schema';
import { localTextSchema } from '@tangram/schema';
import { Type } from 'typebox';

const closed = { additionalProperties: false };

export const connectionPlace = Type.Object(
  { key: Type.String({ maxLength: 63, pattern: '^[\\p{L}][\\p{L}\\p{N}_]*$', description: 'Rules name it by this' }) },
  closed,
);

export const connectionChanges = Type.Object(
  {
    kind: Type.String({ maxLength: 40, description: 'web-call, dingtalk, wecom, feishu or slack' }),
    title: Type.Unsafe<LocalText>(localTextSchema),
    url: Type.Optional(
      Type.String({ minLength: 1, maxLength: 2000, description: 'Where to post; stays as it was when missing' }),
    ),
    signing_secret: Type.Optional(
      Type.Union([Type.String({ minLength: 1, maxLength: 1000 }), Type.Null()], {
        description: 'Stays as it was when missing; null takes it away',
      }),
    ),
  },
  closed,
);
