import { Size } from "cdk8s";
import { defineApp } from "../platform/app.ts";
import { WebApp } from "../platform/shapes/web-app.ts";

/** ERP of the household company. State: PostgreSQL, and documents on a Longhorn volume. */
export const erp = defineApp({
  name: "erp",
  environments: ["prod", "sandbox"],
  image: "erp:1.0.0",
  database: true,
  secrets: ["smtp"],
  volumes: { documents: Size.gibibytes(5) },
  internetPorts: [587], // Zoho takes mail there
  resources: (chart, instance) =>
    new WebApp(chart, "web", { ...instance, port: 8080, memory: Size.mebibytes(512), cpuMillicores: 200 }),
});
