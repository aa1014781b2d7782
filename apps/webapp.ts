import { Size } from "cdk8s";
import { defineApp } from "../platform/app.ts";
import { WebApp } from "../platform/shapes/web-app.ts";

/** The sample web application, which a new one is copied from. State: PostgreSQL only, so its pod is disposable. */
export const webapp = defineApp({
  name: "webapp",
  environments: ["prod"],
  image: "webapp:1.0.0",
  database: true,
  resources: (chart, instance) =>
    new WebApp(chart, "web", { ...instance, port: 8080, memory: Size.mebibytes(128), healthPath: "/healthz" }),
});
