/**
 * How long a certificate of Step-CA runs, for Gitea and Traefik alike. Both renew theirs when a third of it is left, so
 * that the authority may be away for ten days. Why: `platform/decisions/0012-certificates-run-for-thirty-days.md`.
 */
export const CERTIFICATE_DAYS = 30;
