import { describe, expect, test } from "vitest";
import { objectsIn, only, sampleCluster } from "../../testing/sample-instance.ts";
import { ASKED, datasources } from "./datasources.ts";
import { grafana } from "./index.ts";
import { grafanaIni } from "./settings.ts";

const pin = { version: "1.0.0", source: "github.com/grafana/grafana" };
const cluster = {
  ...sampleCluster,
  versions: { ...sampleCluster.versions, grafana: pin, "victorialogs-datasource": pin },
};
const withRoot = { ...cluster, stepCa: { ...cluster.stepCa, rootCertificate: "-----BEGIN CERTIFICATE-----\n" } };

const objectsOf = (facts: typeof cluster) =>
  objectsIn(chart => grafana.resources(chart, facts, { instances: [], components: [] }));
const podOf = (facts: typeof cluster) => only(objectsOf(facts), "Deployment").spec.template.spec;
const settingOf = (key: string) =>
  new RegExp(`^${key} = (.*)$`, "m").exec(grafanaIni(cluster, "grafana.home.lab"))?.[1];

describe("grafanaIni()", () => {
  test("names every secret as a file, below a folder in which a Secret lies", () => {
    const { containers, volumes } = podOf(cluster);
    const secrets = volumes
      .filter((volume: { secret?: object }) => volume.secret)
      .map(({ name }: { name: string }) => name);
    const folders = containers[0].volumeMounts
      .filter(({ name }: { name: string }) => secrets.includes(name))
      .map(({ mountPath }: { mountPath: string }) => mountPath);
    for (const key of ["admin_password", "secret_key", "client_id", "client_secret"]) {
      const file = /^\$__file\{(.+)\/\w+\}$/.exec(settingOf(key) ?? "")?.[1];
      expect(folders, key).toContain(file);
    }
  });

  test("trusts Gitea by the lab's root certificate once it is known, which then lies where the settings say", () => {
    expect(settingOf("tls_client_ca")).toBeUndefined();
    expect(grafanaIni(withRoot, "grafana.home.lab")).toContain("tls_client_ca = /etc/grafana/authority/root.crt\n");
    expect(only(objectsOf(withRoot), "ConfigMap", "grafana").data).toHaveProperty(["root.crt"]);
  });

  test("lets in the lab's organisation only, and its owners as administrators", () => {
    expect(settingOf("role_attribute_path")).toBe(
      "contains(groups[*], 'home-org:owners') && 'GrafanaAdmin' || contains(groups[*], 'home-org') && 'Editor'",
    );
    expect(settingOf("role_attribute_strict")).toBe("true");
    expect(settingOf("scopes")).toContain("groups");
  });

  test("never updates a plugin by itself, and disables none that a data source needs", () => {
    expect(settingOf("preinstall_auto_update")).toBe("false");
    expect(settingOf("preinstall")).toBe("victoriametrics-logs-datasource@1.0.0");
    const disabled = settingOf("disable_plugins")?.split(",");
    for (const { type } of datasources.datasources) expect(disabled).not.toContain(type);
  });

  test("says nothing to its makers", () => {
    const silent = ["reporting_enabled", "check_for_updates", "check_for_plugin_updates", "news_feed_enabled"];
    for (const key of silent) expect(settingOf(key), key).toBe("false");
    expect(settingOf("disable_gravatar")).toBe("true");
  });
});

describe("Grafana", () => {
  test("may reach every data source on the port by which it asks", () => {
    for (const { url } of datasources.datasources) {
      const { hostname, port } = new URL(url);
      expect(ASKED).toContainEqual({ tool: hostname.split(".")[0], port: Number(port) });
    }
    for (const { tool, port } of ASKED) {
      const { spec } = only(objectsOf(cluster), "NetworkPolicy", `grafana-into-${tool}`);
      expect(spec.ingress[0].ports).toEqual([{ protocol: "TCP", port }]);
    }
  });

  test("starts anew when its settings change, and not for a dashboard, which it reads again by itself", () => {
    const digest = (facts: typeof cluster) =>
      only(objectsOf(facts), "Deployment").spec.template.metadata.annotations["lab/config"];
    expect(digest(cluster)).toBe(digest({ ...cluster }));
    expect(digest(cluster)).not.toBe(digest(withRoot));
    expect(podOf(cluster).volumes.filter((volume: { projected?: object }) => volume.projected)).toHaveLength(1);
  });
});
