/** Tools that serve apps. */
export const APP_TOOLS = ["ollama", "pgbouncer", "redis"] as const;

export type AppTool = (typeof APP_TOOLS)[number];
