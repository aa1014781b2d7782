/** Name and port of the store, for those who write to it and read from it. */
export const VICTORIA_LOGS = { name: "victoria-logs", port: 9428 } as const;
