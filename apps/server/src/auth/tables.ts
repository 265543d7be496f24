/** The columns of `auth.sql.ts` that we ask for ourselves; the rest is better-auth's business. */
export type AuthTables = {
  'tangram.auth_session': { id: string; user_id: string };
  'tangram.auth_account': {
    id: string;
    account_id: string;
    provider_id: string;
    user_id: string;
    password: string | null;
    created_at: Date;
    updated_at: Date;
  };
  'tangram.auth_api_key': {
    id: string;
    reference_id: string;
    name: string | null;
    start: string | null;
    created_at: string;
    expires_at: string | null;
    last_request: string | null;
  };
};
