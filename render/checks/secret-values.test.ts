import { expect, test } from "vitest";
import { declaredLab, withEdit } from "../testing/declared-lab.ts";
import { edit } from "./edits/secret-values.ts";
import { secretValues } from "./secret-values.ts";

test("secretValues accepts the declared lab", async () => {
  expect(await secretValues.check(await declaredLab())).toEqual([]);
});

test("secretValues refuses a token in the open, showing four characters of it", async () => {
  const findings = await secretValues.check(edit(await declaredLab()));
  expect(findings).toMatchObject([
    {
      unit: "erp",
      object: "Deployment/erp",
      field: "spec.template.spec.containers[erp].env[SMTP_TOKEN].value",
      problem: '"q7Zp…" looks like the value of a token',
      remedy: "put it into Vault and refer to it, change it where it is in use, and remove it",
      file: "apps/erp.ts",
    },
  ]);
  expect(JSON.stringify(findings)).not.toContain("q7Zp-");
});

const random = "aB3dE6gH9jK2mN5pQ8sT1vW4xY7zA0cD3fG6";
const pem = (algorithm: string) => `-----BEGIN ${algorithm}PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n`;

const secrets: Record<string, [key: string, value: string, what: string]> = {
  "a PEM key": ["tls.key", pem(""), "a private key"],
  "a PEM key of RSA": ["config", `a: 1\n${pem("RSA ")}`, "a private key"],
  "a PEM key in Base64": ["config", Buffer.from(pem("EC ")).toString("base64"), "a private key in Base64"],
  "a JSON Web Token": ["header", `Bearer eyJ${random}.eyJ${random}.${random}`, "a JSON Web Token"],
  "a password in a postgres URL": ["URL", "postgres://erp:hunter2@192.168.1.202:5432/erp", "a password in a URL"],
  "a password in a URL without a user": ["URL", "redis://:hunter2@redis.tools:6379", "a password in a URL"],
  "a hash in a list of users": ["users", "admin:$apr1$H6uskkkW$IgXLP6ewTrSuBkTrqE8wj/", "a password's hash"],
  "a password": ["ADMIN_PASSWORD", "hunter2hunter2", "the value of a password"],
  "a password of several words": ["password", "correct horse battery staple", "the value of a password"],
  "a password in a file": ["app.ini", "[mail]\nHOST = smtp\nPASSWD = `hunter2hunter2`", "the value of a passwd"],
  "a key in a JSON file": ["app.json", '{\n  "apiKey": "0123456789abcdef",\n  "b": 1\n}', "the value of a apikey"],
  "a token in arguments": [
    "args",
    `--verbose --token=$(TOKEN) --secret ${random} --secret-key=${random}`,
    "the value of a secret-key",
  ],
  "a secret of digits and letters": ["clientSecret", "deadbeefcafe0123", "the value of a secret"],
  "a short password": ["DB_PASS", "hunter", "the value of a pass"],
  "a pwd": ["SMTP_PWD", "hunter2", "the value of a pwd"],
  "a Passwort": ["datenbank-passwort", "hunter2", "the value of a passwort"],
  "a word in the middle of a camel": ["dbPassMain", "hunter2", "the value of a pass"],
  "a word at the start": ["tokenSmtp", "letmein", "the value of a token"],
  "an API key in words": ["APIKEY", "letmein", "the value of a apikey"],
  "an API key in camel case": ["mailApiKey", "letmein", "the value of a apikey"],
  "a token that is a word": ["API_TOKEN", "letmein", "the value of a token"],
  "a secret in a variable that is a word": ["CLIENT_SECRET", "letmein", "the value of a secret"],
  "a credential": ["smtp.credential", "hunter2", "the value of a credential"],
  "something private": ["PRIVATE_SALT", "hunter2", "the value of a private"],
  "a password that begins as a variable does": ["PASSWORD", "$ecret123", "the value of a password"],
  "a password with braces": ["PASSWORD", "hunter{{2", "the value of a password"],
  "Basic credentials": ["Authorization", "Basic YWRtaW46aHVudGVyMg==", "the credentials of a request"],
  "Basic credentials in a file": [
    "a.conf",
    'header "Authorization: Basic YWRtaW46aHVu"',
    "the credentials of a request",
  ],
  "a password of mysqldump": ["run.sh", "mysqldump -uroot -phunter2 erp", "a password for MySQL"],
  "a password of mariadb": ["run.sh", "mariadb --host db -p'hunter2'", "a password for MySQL"],
  "a password of curl": ["run.sh", "curl -s -u admin:hunter2 https://a.lab", "a password for curl"],
  "a password of curl, spelt out": ["run.sh", 'curl --user="admin:hunter2" https://a.lab', "a password for curl"],
  "a .pgpass file": ["pgpass", "# all\n192.168.1.202:5432:*:erp:hunter2", "a line of a .pgpass file"],
  "a .pgpass file of one line": ["pgpass", "*:*:*:erp:hunter2", "a line of a .pgpass file"],
  "a GitHub token (by secretlint)": ["note", `use ghp_${random}`, "a GITHUB_TOKEN (secretlint)"],
  "a GitHub token after a comment that switches secretlint off": [
    "note",
    `# secretlint-disable\nghp_${random}`,
    "a GITHUB_TOKEN (secretlint)",
  ],
};

test.each(Object.entries(secrets))("secretValues refuses %s", async (_, [key, value, what]) => {
  expect(await checkConfig(key, value)).toMatchObject([{ problem: expect.stringContaining(`looks like ${what}`) }]);
});

const harmless: Record<string, [key: string, value: string]> = {
  "settings of a kind": ["health.secrets.hashicorp.com_VaultStaticSecret", "local health = { status = 'Healthy' }"],
  "a template": ["PASSWORD", '{{ get .Secrets "password" }}'],
  "a URL of templates": [
    "URL",
    'postgres://{{ get .Secrets "username" | urlquery }}:{{.password}}@192.168.1.202:5432/erp',
  ],
  "a URL of variables": ["URL", "postgres://$(USER):$(PASSWORD)@192.168.1.202:5432/erp"],
  "a URL with a port": ["repoURL", "https://gitea.arcodange.lab:8443/arcodange-org/lab.git?at=@main"],
  "a variable": ["API_TOKEN", "$(API_TOKEN_FROM_VAULT)"],
  "a path": ["password", "/run/secrets/database/password"],
  "a file's name under another key": ["PASSWORD_FILE", "secrets/database-9f8e7d6c5b4a"],
  "the name of a Secret": ["backupTargetCredentialSecret", "longhorn-gcs-credentials-v2"],
  "the name of a Secret under secretName": ["secretName", "erp-tls-2f9d8c7b6a"],
  "the name of a Secret under a key for one": ["tokenSecretRef", "gitea-9f8e7d6c5b4a"],
  "the names of Secrets in a list": ["secrets", "smtp-9f8e7d6c5b4a"],
  "the format of a token": ["TOKEN_FORMAT", "compact"],
  "words that only contain one": ["compass", "hunter2hunter2"],
  "a number": ["TOKEN_SECONDS", "86400000"],
  "a key of a Secret, as Argo CD writes it": ["clientSecret", "$argocd-oidc:clientSecret"],
  "a key of a Secret, as the Image Updater writes it": ["credentials", "secret:argocd/gitea#credentials"],
  "a placeholder for Basic credentials": ["Authorization", "Basic {{.auth}}"],
  "a port of mysql": ["run.sh", "mysql --port 3306 -P 3306 -p < dump.sql"],
  "a password of mysql from a variable": ["run.sh", 'mysql -p"$PASSWORD" erp'],
  "a password of curl from a variable": ["run.sh", "curl -u admin:$PASSWORD https://a.lab"],
  "a .pgpass file from a template": ["pgpass", "db:5432:erp:erp:{{.password}}"],
  "the address of a token": ["token", "https://gitea.arcodange.lab/login/oauth/access_token"],
  prose: ["description", "the token: it is kept in Vault, and the password: nobody knows it"],
  "a public certificate": ["caBundle", Buffer.from("-----BEGIN CERTIFICATE-----\nMIIB").toString("base64")],
  "a digest": ["image", `ghcr.io/team/token@sha256:${"0a".repeat(32)}`],
};

test.each(Object.entries(harmless))("secretValues accepts %s", async (_, [key, value]) => {
  expect(await checkConfig(key, value)).toEqual([]);
});

test("secretValues calls a template of the operator as its key is called", async () => {
  const lab = withEdit(await declaredLab(), "erp/VaultDynamicSecret/database", ({ spec }) => {
    spec.destination.transformation.templates.PASSWORD.text = "hunter2hunter2";
  });
  expect(await secretValues.check(lab)).toMatchObject([
    {
      field: "spec.destination.transformation.templates.PASSWORD.text",
      problem: '"hunt…" looks like the value of a password',
    },
  ]);
});

test("secretValues takes an option for the name of the argument after it", async () => {
  const withArguments = async (...list: string[]) =>
    secretValues.check(
      withEdit(await declaredLab(), "erp/Deployment/erp", ({ spec }) => {
        spec.template.spec.containers[0].args = list;
      }),
    );
  expect(await withArguments("serve", "--token", "deadbeefcafe0123")).toMatchObject([
    { field: "spec.template.spec.containers[erp].args[2]", problem: '"dead…" looks like the value of a token' },
  ]);
  expect(await withArguments("serve", "--config", "deadbeefcafe0123")).toEqual([]);
});

test.each([
  [["mysqladmin"], ["-uroot", "-phunter2"], "a password for MySQL"],
  [["/usr/bin/curl", "-u", "admin:hunter2"], undefined, "a password for curl"],
])("secretValues reads the command %j with arguments %j as one line", async (command, args, what) => {
  const lab = withEdit(await declaredLab(), "erp/Deployment/erp", ({ spec }) => {
    Object.assign(spec.template.spec.containers[0], { command, args });
  });
  expect(await secretValues.check(lab)).toMatchObject([{ field: "command", problem: `"hu…" looks like ${what}` }]);
});

test.each([
  [["mariadb", "--password=hunter2"], "spec.template.spec.containers[erp].command[1]"],
  [["sh", "-c", "mysql -uroot -phunter2"], "spec.template.spec.containers[erp].command[2]"],
])("secretValues reports a password of the command %j once", async (command, field) => {
  const lab = withEdit(await declaredLab(), "erp/Deployment/erp", ({ spec }) => {
    Object.assign(spec.template.spec.containers[0], { command });
  });
  expect((await secretValues.check(lab)).map(finding => finding.field)).toEqual([field]);
});

test("secretValues decodes what a ConfigMap holds as bytes", async () => {
  const lab = withEdit(await declaredLab(), "erp/Service/erp", object => {
    object.binaryData = { "app.ini": Buffer.from("[mail]\nPASSWD = hunter2hunter2").toString("base64") };
  });
  expect(await secretValues.check(lab)).toMatchObject([
    { field: "binaryData.app.ini", problem: '"hunt…" looks like the value of a passwd' },
  ]);
});

test("secretValues decodes bytes that it saw as they are before", async () => {
  const value = Buffer.from("[mail]\nPASSWD = hunter2hunter2").toString("base64");
  const withFiles = async (files: object) =>
    secretValues.check(withEdit(await declaredLab(), "erp/Service/erp", object => Object.assign(object, files)));
  expect(await withFiles({ data: { "app.ini": value } })).toEqual([]);
  expect(await withFiles({ data: { "app.ini": value }, binaryData: { "app.ini": value } })).toHaveLength(1);
});

test("secretValues finds a secret again in the next lab, and an innocent text never makes one of its key innocent", async () => {
  const found = async (value: string) => (await checkConfig("SMTP_PASSWORD", value)).length;
  expect([await found("{{ .password }}"), await found("hunter2"), await found("hunter2")]).toEqual([0, 1, 1]);
});

test("secretValues never shows more than a third of a short secret", async () => {
  expect(await checkConfig("URL", "redis://:abcdef@redis:6379")).toMatchObject([
    { problem: '"ab…" looks like a password in a URL' },
  ]);
});

test("secretValues reports each text once, and all of them", async () => {
  const lab = withEdit(await declaredLab(), "erp/Service/erp", object => {
    object.data = { a: `ghp_${random} ghp_${random}`, b: "redis://:abcdef@redis:6379", PASSWORD: "hunter2hunter2" };
  });
  const findings = await secretValues.check(lab);
  expect(findings.map(({ field }) => field).sort()).toEqual(["data.PASSWORD", "data.a", "data.b"]);
});

async function checkConfig(key: string, value: string) {
  const lab = withEdit(await declaredLab(), "erp/Service/erp", object => {
    object.data = { [key]: value };
  });
  return secretValues.check(lab);
}
